"""The paper as HTML: the page that is downloaded, and what the PDF is made from."""
