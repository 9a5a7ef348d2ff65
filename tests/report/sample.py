"""A ledger made by hand, small and rich: every kind of row a report can show is in it.

Five short pages of outlets that do not exist report a flood that did not happen. Spans
are found by searching the page's text, so the sample stays true when a page is edited.
"""

from __future__ import annotations

from itertools import count

from sayso.model import (
    Block,
    BlockRole,
    Claim,
    Cue,
    CueStance,
    CueUse,
    Document,
    Failure,
    Figure,
    FigureKind,
    Ledger,
    LookAlike,
    Moment,
    Origin,
    Published,
    Quotation,
    Relation,
    RelationKind,
    Source,
    SourceKind,
    Span,
    Statement,
    Story,
    Wording,
    Words,
    identity,
)

COURIER = """Valley Courier
Home | News | Sport

Dam at Orlo overflows, 12 dead

At least 12 people died when the Orlo dam overflowed on Tuesday, the regional police said. \
About 300 residents of the lower town were moved to schools.

"We had no warning," said Mara Dehn, mayor of Orlo, "none at all." She claimed that the operator, \
Kestrel Power, had opened the gates "in a panic".

The protesters who blocked the bridge left on Wednesday.

Leave a comment
Your e-mail address will not be published."""

POST = """Deadly flood below Orlo dam

Police said at least 12 people died when the Orlo dam overflowed. Hospitals in the district put the number \
of dead at 15.

Kestrel Power stressed that the gates were opened "strictly by the book". The Meridian Wire quoted an \
unnamed engineer as saying that more than 150 houses were lost.

The "rioters" on the bridge were removed, the interior ministry underscored."""

OBSERVER = """Orlo: what we know

300 soldiers were sent to the valley, the defence ministry said. Between 100 and 200 houses are gone, \
according to the Meridian Wire, which cited an engineer.

The operator denied that the gates were opened in panic. What the ministry described as "rioters" were \
residents asking for water.

Kestrel Power said it would pay $2.5 million."""

MERIDIAN = """Orlo dam overflows

ORLO (Meridian Wire) - At least 12 people died when the Orlo dam overflowed on Tuesday, the regional \
police said. An engineer who asked not to be named said that more than 150 houses were lost."""

BLOG = """Thoughts on a flood

Some say 12 died. I counted up to 50 cars in the river."""


def sample_ledger() -> Ledger:
    """Return the sample ledger."""
    return _Desk().ledger()


def document(
    name: str,
    text: str,
    outlet: str | None,
    *,
    title: str | None = None,
    published: Published | None = None,
    language: str | None = None,
    wire: str | None = None,
    authors: tuple[str, ...] = (),
    problems: tuple[str, ...] = (),
) -> Document:
    """Return a document of one block a paragraph; its navigation and comment form are dropped."""
    blocks = []
    at = 0
    for paragraph in text.split("\n\n"):
        reasons = {"Valley Courier\nHome": "navigation", "Leave a comment": "comment form"}
        reason = next((why for start, why in reasons.items() if paragraph.startswith(start)), None)
        role: BlockRole = "title" if paragraph == title else "paragraph"
        blocks.append(Block(at, at + len(paragraph), kept=reason is None, reason=reason, role=role))
        at += len(paragraph) + 2
    return Document(
        id=identity(name),
        name=name,
        capture="0" * 64,
        text=text,
        blocks=tuple(blocks),
        outlet=outlet,
        title=title,
        published=published,
        language=language,
        wire=wire,
        authors=authors,
        problems=problems,
    )


class Clerk:
    """Makes rows about one document by finding words in it."""

    def __init__(self, page: Document) -> None:
        """Work on *page*."""
        self.page = page
        self.numbers = count()

    def span(self, words: str, nth: int = 0) -> Span:
        """Return where *words* stand for the *nth* time."""
        start = -1
        for _ in range(nth + 1):
            start = self.page.text.index(words, start + 1)
        return start, start + len(words)

    def source(self, printed: str, name: str | None, kind: SourceKind) -> Source:
        """Return a source printed so."""
        return Source(*self.span(printed), printed, name, kind)

    def figure(
        self,
        words: str,
        low: float | None,
        high: float | None,
        *,
        kind: FigureKind = "count",
        unit: str | None = None,
        of: str | None = None,
    ) -> Figure:
        """Return a figure printed so; one that begins with "about" is approximate."""
        start, end = self.span(words)
        approximate = words.lower().startswith("about")
        return Figure(start, end, words, low, high, approximate, kind, unit, of)

    def cue(self, words: str, stance: CueStance = "neutral", nth: int = 0) -> Cue:
        """Return a cue printed so."""
        return Cue(*self.span(words, nth), words, "speech", words, stance)

    def say(
        self,
        *parts: str,
        chain: tuple[Source, ...] = (),
        cue: Cue | None = None,
        quotation: Quotation | None = None,
        figures: tuple[Figure, ...] = (),
        moments: tuple[Moment, ...] = (),
        negated: bool = False,
        hedged: bool = False,
    ) -> Statement:
        """Return a statement whose content is *parts*."""
        spans = tuple(self.span(part) for part in parts)
        start, end = spans[0][0], spans[-1][1]
        return Statement(
            id=identity(self.page.id, next(self.numbers)),
            document=self.page.id,
            start=start,
            end=end,
            text=self.page.text[start:end],
            parts=spans,
            voice="attributed" if chain else "outlet",
            quotation=quotation,
            cue=cue,
            chain=chain,
            figures=figures,
            moments=moments,
            negated=negated,
            hedged=hedged,
        )


class _Desk:
    """The five pages, their statements, and what links them."""

    def __init__(self) -> None:
        day = Published("2031-05-14", "article:published_time", 0.99)
        guessed = Published("2031-05-15", "photo credit line", 0.7)
        undated = ("No publication date was found, so “Tuesday” and the like stay open.",)
        dam, flood, known = (
            "Dam at Orlo overflows, 12 dead",
            "Deadly flood below Orlo dam",
            "Orlo: what we know",
        )
        self.courier = Clerk(
            document("pages/courier.html", COURIER, "Valley Courier", title=dam, published=day, language="en")
        )
        self.post = Clerk(
            document(
                "pages/post.html", POST, "Harbour Post", title=flood, published=guessed, wire="Meridian Wire"
            )
        )
        self.observer = Clerk(
            document(
                "pages/observer.txt",
                OBSERVER,
                "Orlo Observer",
                title=known,
                published=day,
                authors=("A. N. Other",),
            )
        )
        self.meridian = Clerk(
            document(
                "pages/meridian.txt", MERIDIAN, "Meridian Wire", title="Orlo dam overflows", published=day
            )
        )
        self.blog = Clerk(document("pages/blog.txt", BLOG, None, problems=undated))
        self.clerks = (self.courier, self.post, self.observer, self.meridian, self.blog)
        self.said: dict[str, Statement] = {}
        self._dead()
        self._houses()
        self._gates()
        self._rest()

    def ledger(self) -> Ledger:
        """Return everything as one ledger."""
        documents = tuple(clerk.page for clerk in self.clerks)
        place = {document.id: number for number, document in enumerate(documents)}
        statements = sorted(self.said.values(), key=lambda said: (place[said.document], said.start))
        return Ledger(
            documents=documents,
            statements=tuple(statements),
            stories=(Story("story", tuple(place)),),
            claims=self._claims(),
            lookalikes=self._lookalikes(),
            wording=self._wording(),
            cues=self._cues(),
            failed=(
                Failure(
                    "pages/locked.pdf", "This is a PDF, not a page of text or HTML; save it as text first."
                ),
            ),
        )

    def _dead(self) -> None:
        """Statements on the dead: two near-copies of a wire text, another number, a rumour."""
        words = "At least 12 people died when the Orlo dam overflowed on Tuesday"
        for name, clerk in (("courier", self.courier), ("meridian", self.meridian)):
            clause = clerk.figure("At least 12", 12, None, unit="people", of="people who died")
            start, end = clerk.span("Tuesday")
            tuesday = Moment(start, end, "Tuesday", "DATE", "2031-05-13", "2031-05-13", "2031-05-13")
            police = clerk.source("the regional police", "regional police", "organisation")
            self.said[f"dead/{name}"] = clerk.say(
                words,
                chain=(police,),
                cue=clerk.cue("said"),
                quotation="indirect",
                figures=(clause,),
                moments=(tuesday,),
            )
        post = self.post
        self.said["dead/post"] = post.say(
            "at least 12 people died when the Orlo dam overflowed",
            chain=(post.source("Police", "regional police", "organisation"),),
            cue=post.cue("said"),
            quotation="indirect",
            figures=(post.figure("at least 12", 12, None, unit="people", of="people who died"),),
        )
        self.said["dead/hospitals"] = post.say(
            "the number of dead at 15",
            chain=(post.source("Hospitals in the district", "district hospitals", "group"),),
            cue=post.cue("put"),
            figures=(post.figure("15", 15, 15, of="dead"),),
        )
        blog = self.blog
        self.said["dead/blog"] = blog.say(
            "12 died",
            chain=(blog.source("Some", None, "unnamed"),),
            cue=blog.cue("say"),
            hedged=True,
            figures=(blog.figure("12", 12, 12),),
        )

    def _houses(self) -> None:
        """Statements on houses: an unnamed engineer, through a wire, as an open bound and as a range."""
        post, observer, meridian = self.post, self.observer, self.meridian
        wire = post.source("The Meridian Wire", "Meridian Wire", "outlet")
        self.said["houses/post"] = post.say(
            "more than 150 houses were lost",
            chain=(wire, post.source("an unnamed engineer", None, "unnamed")),
            cue=post.cue("as saying"),
            quotation="indirect",
            figures=(post.figure("more than 150", 150, None, unit="houses", of="houses lost"),),
        )
        self.said["houses/observer"] = observer.say(
            "Between 100 and 200 houses are gone",
            chain=(
                observer.source("the Meridian Wire", "Meridian Wire", "outlet"),
                observer.source("an engineer", None, "unnamed"),
            ),
            cue=observer.cue("according to"),
            quotation="indirect",
            figures=(observer.figure("Between 100 and 200", 100, 200, unit="houses", of="houses gone"),),
        )
        self.said["houses/meridian"] = meridian.say(
            "more than 150 houses were lost",
            chain=(meridian.source("An engineer who asked not to be named", None, "unnamed"),),
            cue=meridian.cue("said", nth=1),
            quotation="indirect",
            figures=(meridian.figure("more than 150", 150, None, unit="houses", of="houses lost"),),
        )

    def _gates(self) -> None:
        """Statements on the gates: two that cannot both be true, one of them within another."""
        courier, post, observer = self.courier, self.post, self.observer
        mayor = courier.source("Mara Dehn", "Mara Dehn", "person")
        self.said["warning"] = courier.say(
            "We had no warning,",
            "none at all.",
            chain=(mayor,),
            cue=courier.cue("said", nth=1),
            quotation="direct",
            negated=True,
        )
        she = courier.source("She", "Mara Dehn", "person")
        self.said["gates/courier"] = courier.say(
            'the operator, Kestrel Power, had opened the gates "in a panic"',
            chain=(she,),
            cue=courier.cue("claimed", "doubting"),
            quotation="mixed",
        )
        self.said["gates/post"] = post.say(
            'the gates were opened "strictly by the book"',
            chain=(post.source("Kestrel Power", "Kestrel Power", "organisation"),),
            cue=post.cue("stressed", "asserting"),
            quotation="mixed",
        )
        self.said["gates/observer"] = observer.say(
            "the gates were opened in panic",
            chain=(observer.source("The operator", "Kestrel Power", "organisation"),),
            cue=observer.cue("denied", "denying"),
            quotation="indirect",
            negated=True,
        )

    def _rest(self) -> None:
        """Statements that stand alone, a look-alike among them."""
        courier, post, observer, blog = self.courier, self.post, self.observer, self.blog
        self.said["300/courier"] = courier.say(
            "About 300 residents of the lower town were moved to schools.",
            figures=(
                courier.figure("About 300", 300, 300, unit="residents", of="residents of the lower town"),
            ),
        )
        self.said["300/observer"] = observer.say(
            "300 soldiers were sent to the valley",
            chain=(observer.source("the defence ministry", "defence ministry", "organisation"),),
            cue=observer.cue("said"),
            figures=(observer.figure("300", 300, 300, unit="soldiers", of="soldiers sent to the valley"),),
        )
        self.said["bridge"] = courier.say("The protesters who blocked the bridge left on Wednesday.")
        self.said["bridge/post"] = post.say(
            'The "rioters" on the bridge were removed',
            chain=(post.source("the interior ministry", "interior ministry", "organisation"),),
            cue=post.cue("underscored", "asserting"),
        )
        money = observer.figure("$2.5 million", 2.5e6, 2.5e6, kind="money", unit="USD")
        self.said["pay"] = observer.say(
            "it would pay $2.5 million",
            chain=(observer.source("Kestrel Power", "Kestrel Power", "organisation"),),
            cue=observer.cue("said", nth=1),
            figures=(money,),
        )
        cars = blog.figure("up to 50", None, 50, unit="cars", of="cars in the river")
        self.said["cars"] = blog.say("I counted up to 50 cars in the river.", figures=(cars,))

    def _relation(self, a: str, b: str, kind: RelationKind, because: str, *words: str) -> Relation:
        """Return a relation between two statements; *words* show it, in a and in b."""
        a_span, b_span = (self._words(a, words[0]), self._words(b, words[1])) if words else (None, None)
        return Relation(self.said[a].id, self.said[b].id, kind, 0.9, because, a_span, b_span)

    def _words(self, name: str, words: str) -> Span:
        """Return where *words* stand in a statement."""
        said = self.said[name]
        start = said.start + said.text.index(words)
        return start, start + len(words)

    def _ids(self, *names: str) -> tuple[str, ...]:
        """Return the ids of statements."""
        return tuple(self.said[name].id for name in names)

    def _claims(self) -> tuple[Claim, ...]:
        """The claims: a number in conflict, a number that agrees, and a denial."""
        dead = ("dead/courier", "dead/post", "dead/hospitals", "dead/meridian", "dead/blog")
        houses = ("houses/post", "houses/observer", "houses/meridian")
        gates = ("gates/courier", "gates/post", "gates/observer")
        wire = "Valley Courier and Harbour Post share 9 words in a row with Meridian Wire, which came first."
        return (
            Claim(
                identity("gates"),
                "story",
                "the gates were opened in panic",
                self._ids(*gates),
                0.74,
                (
                    Origin(
                        "Mara Dehn", self._ids("gates/courier"), "The chain ends at Mara Dehn.", named=True
                    ),
                    Origin(
                        "Kestrel Power",
                        self._ids(*gates[1:]),
                        "Both chains end at Kestrel Power.",
                        named=True,
                    ),
                ),
                (
                    self._relation(
                        "gates/courier",
                        "gates/post",
                        "differs",
                        "The manner differs.",
                        "in a panic",
                        "by the book",
                    ),
                    self._relation(
                        "gates/courier",
                        "gates/observer",
                        "conflicts",
                        "One denies what the other says.",
                        "in a panic",
                        "in panic",
                    ),
                ),
            ),
            Claim(
                identity("dead"),
                "story",
                "At least 12 people died when the Orlo dam overflowed",
                self._ids(*dead),
                0.97,
                (
                    Origin("regional police", self._ids(dead[0], dead[1], dead[3]), wire),
                    Origin("district hospitals", self._ids(dead[2]), "The chain ends at district hospitals."),
                    Origin("“Some”", self._ids(dead[4]), "The chain ends at a source that is not named."),
                ),
                (
                    self._relation(*dead[:2], "same", "The same number of the same people."),
                    self._relation(
                        dead[0], dead[2], "differs", "12 or more against 15.", "At least 12", "15"
                    ),
                    self._relation(dead[4], dead[2], "conflicts", "12 against 15 dead.", "12", "15"),
                ),
            ),
            Claim(
                identity("houses"),
                "story",
                "more than 150 houses were lost",
                self._ids(*houses),
                0.9,
                (
                    Origin(
                        "an engineer, through Meridian Wire",
                        self._ids(*houses),
                        "All go back to one wire text.",
                    ),
                ),
                (
                    self._relation(
                        *houses[:2],
                        "narrower",
                        "The range 100 to 200 has a part above 150.",
                        "more than 150",
                        "Between 100 and 200",
                    ),
                ),
            ),
        )

    def _lookalikes(self) -> tuple[LookAlike, ...]:
        """The look-alike: 300 of one group and 300 of another."""
        a, b = "300/courier", "300/observer"
        because = "Both say 300, but one counts residents of the lower town and the other soldiers."
        spans = self._words(a, "About 300"), self._words(b, "300")
        return (LookAlike(self.said[a].id, self.said[b].id, 0.88, because, *spans),)

    def _wording(self) -> tuple[Wording, ...]:
        """Who calls the people on the bridge what."""

        def words(clerk: Clerk, shown: str, *, nth: int = 0) -> Words:
            return Words(shown, 1, ((clerk.page.id, *clerk.span(shown, nth)),))

        rioters = words(self.observer, "rioters"), words(self.observer, "residents asking for water")
        outlets = {
            "Valley Courier": (words(self.courier, "protesters"),),
            "Harbour Post": (words(self.post, "rioters"),),
            "Orlo Observer": rioters,
        }
        return (Wording("people on the bridge", outlets),)

    def _cues(self) -> tuple[CueUse, ...]:
        """Every statement's cue, counted by its own source."""
        outlets = {clerk.page.id: clerk.page.display for clerk in self.clerks}
        found: dict[tuple[str, str], list[Statement]] = {}
        for said in self.said.values():
            if said.cue and said.chain:
                link = said.chain[-1]
                found.setdefault((link.name or link.text or "", outlets[said.document]), []).append(said)
        uses = []
        for (source, outlet), statements in found.items():
            for cue in {said.cue.text: said.cue for said in statements if said.cue}.values():
                ids = tuple(said.id for said in statements if said.cue and said.cue.text == cue.text)
                uses.append(CueUse(source, outlet, cue.cue_class, cue.text, len(ids), cue.stance, ids))
        return tuple(uses)
