"""XML of office files, parsed with everything turned off that could reach outside or grow."""

from __future__ import annotations

from lxml import etree

from plans.importing.errors import ImportRefused
from plans.importing.guard import ADVICE, ANOTHER_COPY


def parse_xml(content: bytes, name: str) -> etree._Element:
    """The root of a part; `name` («текст документа») says in a refusal which part it is.

    Raises ImportRefused for XML that is not well-formed, is nested too deep or has a document type;
    MemoryError where the limits of the process are met.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise ImportRefused("damaged", f"Файл повреждён: {name} не читается. {ANOTHER_COPY}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ImportRefused("entities", f"В файл вписаны служебные определения. {ADVICE}")
    return root
