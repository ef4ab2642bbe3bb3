"""What a file says of itself in XML (ISO 16684-1), and which standards it claims to keep."""

from __future__ import annotations

from typing import NamedTuple

import pikepdf
from markupsafe import escape

PRODUCER = "handbook"
_XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
{claims}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_ACCESSIBLE = "<pdfuaid:part>1</pdfuaid:part>\n"
_ARCHIVAL = "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>\n"
# PDF/A allows no property that it does not know, unless the file itself says what it is
# (ISO 19005-2, 6.6.2.3.3).
_KNOWN = """<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
"""


class About(NamedTuple):
    """What a file is; ``language`` as BCP 47 has it."""

    title: str
    author: str
    language: str

    @classmethod
    def of(cls, pdf: pikepdf.Pdf) -> About:
        """What a file of ours says of itself."""
        return cls(str(pdf.docinfo["/Title"]), str(pdf.docinfo["/Author"]), str(pdf.Root.Lang))


def xmp(about: About, *, archival: bool = False) -> bytes:
    """The metadata of a tagged file: PDF/UA-1 and, if it is ``archival``, PDF/A-2u."""
    claims = _KNOWN + _ACCESSIBLE + _ARCHIVAL if archival else _ACCESSIBLE
    return _XMP.format(
        title=escape(about.title), author=escape(about.author), language=escape(about.language),
        producer=PRODUCER, claims=claims,
    ).encode()  # fmt: skip
