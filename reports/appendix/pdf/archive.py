"""A paper that is kept: PDF/A-3a and PDF/UA-1 in one file, with the data that it was printed from attached."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pydyf
from weasyprint import Attachment

from reports.appendix.pdf import pdf_tags

NAME = "position.json"
VARIANT = "pdf/a-3a"

_UNIVERSAL_ACCESS = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""That the file follows PDF/UA-1 too, and what that statement is: PDF/A takes no property that nobody explains."""


def attachment(data: str, on: date) -> Attachment:
    """The data as a file in the PDF, of the day of the paper: the same bytes from run to run."""
    moment = datetime.combine(on, time())
    return Attachment(
        string=data,
        name=NAME,
        description="The data that this paper was printed from",
        created=moment,
        modified=moment,
        relationship="Data",
    )


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """Mend the structure as of every paper, and say that the file follows both standards; to be given to `write_pdf` as
    `finisher`."""
    pdf_tags.finish(document, pdf)
    metadata = next(item for item in pdf.objects if isinstance(item, pydyf.Stream) and _is_metadata(item))
    [content] = metadata.stream
    metadata.stream = [content.replace(b"</rdf:RDF>", _UNIVERSAL_ACCESS + b"</rdf:RDF>")]
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))  # It is named twice: by its name and as a file.
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Filespec":
            item["AFRelationship"] = "/Data"


def _is_metadata(item: pydyf.Stream) -> bool:
    return item.extra.get("Type") == "/Metadata"
