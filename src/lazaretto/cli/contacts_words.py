"""What ``lazaretto contacts`` says, in three languages."""

from lazaretto.protocol.document import Text

CONTACTS_WORDS: dict[str, Text] = {
    name: Text(zh_hans=hans, zh_hant=hant, en=english)
    for name, (hans, hant, english) in {
        "contacts_of": (
            "{person} 的接触者，{since} 至 {until}",
            "{person} 的接觸者，{since} 至 {until}",
            "Contacts of {person}, {since} to {until}",
        ),
        "contacts_count": ("接触者 {count} 人，最远 {depth} 层", "接觸者 {count} 人，最遠 {depth} 層",
                           "{count} people, to degree {depth}"),
        "contacts_none": ("这段时间内无人接触", "這段時間內無人接觸", "Nobody in this window."),
        "contacts_degree": ("层级", "層級", "degree"),
        "contacts_person": ("人员", "人員", "person"),
        "contacts_company": ("接触方式", "接觸方式", "company"),
        "contacts_minutes": ("分钟", "分鐘", "minutes"),
        "contacts_last": ("末次接触", "末次接觸", "last"),
        "contacts_via": ("经由", "經由", "via"),
        "contacts_close": ("密接", "密接", "close"),
        "contacts_yes": ("是", "是", "yes"),
        "contacts_assumed": ("约 {minutes}", "約 {minutes}", "about {minutes}"),
    }.items()
}  # fmt: skip
