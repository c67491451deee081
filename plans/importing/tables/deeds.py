"""What says that something is to be done: a text that opens with what whoever leads it does."""

import re

OPENING_VERBS = frozenset(
    "achieve action address adopt agree align amend analyse appoint arrange assess audit begin benchmark brief build "
    "carry check circulate clarify collate commence commission communicate complete confirm consider consolidate "
    "consult continue convene coordinate co-ordinate create define deliver design determine develop disseminate draft "
    "embed enable encourage engage enhance ensure establish evaluate examine expand explore extend facilitate "
    "finalise formalise gather hold identify implement improve increase inform introduce investigate involve issue "
    "launch liaise maintain make map measure meet monitor move obtain offer organise pilot plan prepare present "
    "procure produce promote provide publish raise re-launch re-issue recruit reduce refresh relaunch report require "
    "research resolve review revise roll run scope secure seek set share simplify standardise start strengthen "
    "streamline submit support survey target test track train transfer undertake update upgrade upload utilise "
    "work write".split()
)
"""With these an action opens, and a thing may begin within a text."""
_FIRST = OPENING_VERBS | frozenset(
    "add allocate allow apply approach ask attend audit bring book buy call change chase close collect combine compare "
    "compile conclude conduct contact control convert cover cut date deal debrief decide delegate demonstrate "
    "deploy diarise digitise discuss display distribute do document double email enforce enrol enter erect escalate "
    "evidence explain feed file fill find finish fit fix follow fund get give go grow have help hire host hand include "
    "incorporate induct inspect install instruct integrate interview invest invite join keep label lay lead learn let "
    "limit link list lobby log look lower make manage mark match mend mentor merge migrate minute modify move name "
    "negotiate nominate note notify observe open order own paint patch pay perform phase phone place post practise "
    "prevent prioritise print process progress protect prove purchase put quantify raise re-assess re-fit re-train "
    "read realign reassess rebuild recalibrate reconcile record recover rectify redesign redraft re-draft refer "
    "refurbish register reinforce reinstate reiterate release relocate remind remove renegotiate renew reorganise "
    "repair repeat replace reply replenish reset restart restock restore restrict restructure retain retest retrain "
    "return rewrite ring roster rotate sample schedule screen select sell send separate service show sign simulate "
    "sort speak specify spend split spot staff step stop store strip study suspend switch take talk teach tell "
    "tender test tidy tighten trial turn use verify vary visit walk watch weed widen wire withdraw".split()
)
_NO_DEED = frozenset(
    "a all an any are as at be because both but by can could did do does during each every few for from had has he her "
    "his how if in is it its many more most my no nobody none not of on one or our over please she since so some "
    "such than that the their there these they this those too under until up was we were what when where which "
    "while who will with within without would".split()
)
_ARTICLE = re.compile(r"[A-Z][a-z-]+ (?:a|an|the|all|each|every|our|its|their|any)\b")
_INTENDS = re.compile(
    r"(?:To [a-z]+\b|We (?:will|shall|are going to)\b)|\b(?:will|to) be [a-z]+\b"
    r"|^(?:[A-Z][\w'’.&/-]*,? ){1,6}(?:will|to) [a-z]+\b"
)
_MARK = re.compile(r"\W*(?:\d+(?:\.\d+)*[.)]?|\([a-z0-9]{1,3}\)|[a-z][.)])?\s*")


def is_deed(text: str) -> bool:
    """Whether a text of several words opens as what is to be done: with a verb, "To …", "We will …", or with who is
    to do it."""
    text = text[_MARK.match(text).end() :]  # type: ignore[union-attr]
    words = text.split(maxsplit=2)
    if len(words) < 2:
        return False
    first = words[0].rstrip(",:;/").lower()
    found = _ARTICLE.match(text)
    begins = found and first not in _NO_DEED and not first.endswith(("ed", "s"))
    return first in _FIRST or bool(begins) or bool(_INTENDS.search(text))
