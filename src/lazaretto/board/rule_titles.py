"""What the rules that end data are called: people read the name of a rule and of its document, no codes."""

from collections.abc import Iterable, Mapping, Sequence

from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Text

NAMED = Text(
    zh_hans="《{document}》第 {version} 版，“{title}”",
    zh_hant="《{document}》第 {version} 版，「{title}」",
    en="“{title}”, {document}, version {version}",
)


def rule_titles(forces: Sequence[InForce], named: Iterable[str]) -> Mapping[str, Text]:
    """What each rule is called. named: rules as they are written beside what was erased,
    ``document/version id`` of a clause or a retention; one that no document has is left out.
    """
    wanted = set(named)
    titles: dict[str, Text] = {}
    for force in forces:
        protocol = force.protocol
        both = [(one.id, one.title) for one in protocol.clauses]
        both += [(one.id, one.title) for one in protocol.retentions]
        for rule, title in both:
            name = force.named(rule)
            if name in wanted:
                titles[name] = _called(protocol.title, protocol.version, title)
    return titles


def _called(document: Text, version: str, title: Text) -> Text:
    return Text(
        zh_hans=NAMED.zh_hans.format(document=document.zh_hans, version=version, title=title.zh_hans),
        zh_hant=NAMED.zh_hant.format(document=document.zh_hant, version=version, title=title.zh_hant),
        en=NAMED.en.format(document=document.en, version=version, title=title.en),
    )
