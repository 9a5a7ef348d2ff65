"""Well-known and fictional names side by side: which pairs may be one, and which must stay two."""

from __future__ import annotations

import pytest

from sayso.names import NameMention, cluster_names, same_name

PEOPLE = [
    # spelling and transliteration
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Volodymyr Zelensky", "Володимир Зеленський"),
    ("Vladimir Zelenskiy", "Зеленский"),
    ("Muammar Qaddafi", "Moammar Gadhafi"),
    ("Muammar al-Gaddafi", "Moammar Kadhafi"),
    ("Kadafi", "Gaddafi"),
    ("Saif al-Islam Gaddafi", "Seif al-Islam Gadhafi"),
    ("Alexander Lukashenko", "Alyaksandr Lukashenka"),
    ("Sergei Lavrov", "Сергей Лавров"),
    ("Yevgeny Prigozhin", "Evgeny Prigozhin"),
    ("Алексей Навальный", "Navalny"),
    ("Angela Merkel", "Ангела Меркель"),
    ("Alexis Tsipras", "Αλέξης Τσίπρας"),
    ("Hosni Mubarak", "Husni Mubarak"),
    ("Yasser Arafat", "Yasir Arafat"),
    ("Osama bin Laden", "Usama bin Ladin"),
    ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
    ("Ho Chi Minh", "Hồ Chí Minh"),
    ("Beto O'Rourke", "Beto O’Rourke"),
    # titles, part-names, short forms
    ("Foreign Secretary Liz Truss", "Truss"),
    ("Rep. Alexandria Ocasio-Cortez", "Ocasio-Cortez"),
    ("Ayatollah Khamenei", "Ali Khamenei"),
    ("Mike Pence", "Michael R. Pence"),
    ("Bibi Netanyahu", "Binyamin Netanyahu"),
    # initials and suffixes
    ("J. D. Vance", "JD Vance"),
    ("J.D. Vance", "James David Vance"),
    ("JC Juncker", "Jean-Claude Juncker"),
    ("S. Jaishankar", "Subrahmanyam Jaishankar"),
    ("George W. Bush", "George Walker Bush"),
    ("Y. Prigozhin", "Yevgeny Prigozhin"),
    ("Roger Stone", "Roger J. Stone Jr."),
    # particles
    ("Ursula von der Leyen", "von der Leyen"),
    ("Rafael van der Vaart", "Van der Vaart"),
    ("Bashar al-Assad", "Bashar Assad"),
    ("Bashar al-Assad", "al-Assad"),
    ("Abdel Fattah el-Sisi", "Abdel-Fattah al-Sissi"),
    ("bin Laden", "Osama bin Laden"),
    # the order of names
    ("Xi Jinping", "Xi"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Moon Jae-in", "Moon"),
    ("Shinzo Abe", "Abe Shinzo"),
    ("Viktor Orban", "Orbán Viktor"),
    # two family names
    ("Pedro Sánchez Pérez-Castejón", "Pedro Sanchez"),
    ("Enrique Peña Nieto", "Peña Nieto"),
    ("Andrés Manuel López Obrador", "López Obrador"),
    ("Nicolas Maduro", "Nicolás Maduro Moros"),
]

OTHER_PEOPLE = [
    ("Bill Clinton", "Hillary Clinton"),
    ("Donald Trump", "Donald Trump Jr."),
    ("Donald J. Trump", "Donald J. Trump Jr."),
    ("George H. W. Bush", "George W. Bush"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("Kim Jong Un", "Kim Yo Jong"),
    ("Park Geun-hye", "Park Chung-hee"),
    ("Li Keqiang", "Li Zhanshu"),
    ("Viktor Yushchenko", "Viktor Yanukovych"),
    ("Alexander Petrov", "Alexandra Petrova"),
    ("Ivan Petrov", "Irina Petrova"),
    ("J. Smith", "Karen Smith"),
    ("Mohammed bin Salman", "Mohammed bin Zayed"),
    ("Bashar al-Assad", "Maher al-Assad"),
    ("Ali Hassan", "Hassan Ali"),
    ("Abdullah Gul", "Abdullah Abdullah"),
    ("Peter King", "Martin Luther King"),
    ("Justin Trudeau", "Pierre Trudeau"),
    ("Boris Johnson", "Ron Johnson"),
]

ORGANISATIONS = [
    ("Organization for Security and Co-operation in Europe", "OSCE"),
    ("Agence France-Presse", "AFP"),
    ("U.S. Geological Survey", "USGS"),
    ("Federal Bureau of Investigation", "F.B.I."),
    ("Centers for Disease Control and Prevention", "CDC"),
    ("International Committee of the Red Cross", "ICRC"),
    ("Médecins Sans Frontières", "MSF"),
    ("World Health Organization", "World Health Organisation"),
    ("Russian Defense Ministry", "Ministry of Defence of Russia"),
    ("U.S. Department of Justice", "Justice Department"),
    ("Washington Post", "the Post"),
    ("Xinhua News Agency", "Xinhua"),
]

OTHER_ORGANISATIONS = [
    ("Ministry of Defence of Russia", "Ministry of Defence of Ukraine"),
    ("Ministry of the Interior", "Ministry of Defence"),
    ("University of Michigan", "Michigan State University"),
    ("European Union", "European Commission"),
    ("Bank of England", "Bank of America"),
    ("Amnesty International", "Transparency International"),
    ("Washington Post", "Huffington Post"),
    ("North Korea", "South Korea"),
    ("World Bank", "World Health Organization"),
]


@pytest.mark.parametrize(("one", "other"), PEOPLE)
def test_one_person(one: str, other: str) -> None:
    assert same_name(one, other, "person")
    assert same_name(other, one, "person")


@pytest.mark.parametrize(("one", "other"), OTHER_PEOPLE)
def test_two_people(one: str, other: str) -> None:
    assert not same_name(one, other, "person")
    assert not same_name(other, one, "person")


@pytest.mark.parametrize(("one", "other"), ORGANISATIONS)
def test_one_organisation(one: str, other: str) -> None:
    assert same_name(one, other, "organisation")
    assert same_name(other, one, "organisation")


@pytest.mark.parametrize(("one", "other"), OTHER_ORGANISATIONS)
def test_two_organisations(one: str, other: str) -> None:
    assert not same_name(one, other, "organisation")
    assert not same_name(other, one, "organisation")


def test_a_suffix_of_the_fullest_form_is_left_out_elsewhere() -> None:
    found = cluster_names(
        [
            NameMention("Robin P. Alder Jr.", "person", "a"),
            NameMention("Robin Alder", "person", "b", 3),
            NameMention("Alder", "person", "b", 2),
        ]
    )
    assert set(found.values()) == {"Robin Alder"}


def test_a_father_who_is_named_oftener_on_the_page_is_not_his_son() -> None:
    found = cluster_names(
        [
            NameMention("Robin P. Alder Jr.", "person", "a"),
            NameMention("Robin Alder", "person", "a", 5),
        ]
    )
    assert len(set(found.values())) == 2


def test_a_son_without_an_initial_is_never_his_father() -> None:
    found = cluster_names([NameMention("Robin Alder", "person"), NameMention("Robin Alder Jr.", "person")])
    assert len(set(found.values())) == 2
