"""The JSON of a ledger, version 1: exactly its keys, always the same text, and a schema that holds it."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

import small_ledger
from any_ledger import ledgers
from sayso import __version__, model
from sayso.export import JsonStream, from_json, line_json, schema, to_json, write_json

if TYPE_CHECKING:
    from collections.abc import Iterator

VALIDATOR = jsonschema.Draft202012Validator(schema())


def written(ledger: model.Ledger) -> str:
    out = io.StringIO()
    write_json(ledger, out)
    return out.getvalue()


def test_a_statement_has_exactly_these_keys_and_values() -> None:
    harbour = small_ledger.ledger().documents[0]
    assert to_json(small_ledger.ledger())["statements"][0] == {
        "id": "s1",
        "document": harbour.id,
        "start": 26,
        "end": 81,
        "text": "“About 200 people were aboard”, the mayor said on 3 May",
        "parts": [[26, 56], [73, 81]],
        "voice": "attributed",
        "quotation": "mixed",
        "cue": {"start": 68, "end": 72, "text": "said", "class": "speech"},
        "chain": [{"start": 58, "end": 67, "text": "the mayor", "name": "Ada Example", "kind": "person"}],
        "figures": [
            {
                "start": 27,
                "end": 36,
                "text": "About 200",
                "low": 200,
                "high": 200,
                "approximate": True,
                "kind": "count",
                "unit": "people",
                "of": "people aboard",
                "when": "2024-05-03",
                "place": None,
                "role": None,
                "reason": None,
            }
        ],
        "moments": [
            {
                "start": 76,
                "end": 81,
                "text": "3 May",
                "type": "DATE",
                "value": "2024-05-03",
                "from": "2024-05-03",
                "to": "2024-05-03",
            }
        ],
        "negated": False,
        "hedged": False,
    }


def test_a_document_has_exactly_these_keys_and_values() -> None:
    document = small_ledger.ledger().documents[1]
    assert to_json(small_ledger.ledger())["documents"][1] == {
        "id": document.id,
        "name": "coast.txt",
        "capture": small_ledger.captures()[1].sha256,
        "outlet": "Coast Daily",
        "title": "Coast guard counts",
        "published": "2024-05-04",
        "modified": None,
        "captured": None,
        "address": None,
        "language": "en",
        "text": small_ledger.COAST,
        "blocks": [
            {"start": 0, "end": 18, "kept": True, "reason": None, "origin": None},
            {"start": 20, "end": len(small_ledger.COAST), "kept": True, "reason": None, "origin": None},
        ],
        "problems": ["no author was found"],
    }


def test_what_linking_finds_has_exactly_these_keys_and_values() -> None:
    found = to_json(small_ledger.ledger())
    harbour, coast = small_ledger.ledger().documents
    because = "the chain ends there"
    assert found["stories"] == [{"id": "story", "documents": [harbour.id, coast.id]}]
    assert found["claims"] == [
        {
            "id": "claim",
            "story": "story",
            "gist": "About 200 people were aboard",
            "statements": ["s1", "s2"],
            "confidence": 0.9,
            "origins": [
                {
                    "name": "Ada Example",
                    "statements": ["s1"],
                    "because": because,
                    "named": True,
                    "merges": [],
                },
                {
                    "name": "port log",
                    "statements": ["s2"],
                    "because": because,
                    "named": False,
                    "merges": [
                        {
                            "a": "s2",
                            "b": "s1",
                            "basis": "paragraph",
                            "certain": False,
                            "because": "perhaps from the mayor",
                        }
                    ],
                },
            ],
            "relations": [
                {
                    "a": "s1",
                    "b": "s2",
                    "relation": "differs",
                    "confidence": 0.75,
                    "because": "about 200 against at least 190",
                }
            ],
        }
    ]
    assert found["lookalikes"] == [
        {"a": "s1", "b": "s3", "confidence": 0.8, "because": "people against cars"}
    ]
    assert found["wording"] == [
        {
            "referent": "ferry",
            "outlets": {
                "Coast Daily": [{"words": "ferry", "count": 1}, {"words": "ship", "count": 0}],
                "Harbour Post": [],
            },
        }
    ]
    assert found["cues"][0] == {
        "source": "unnamed",
        "outlet": "Coast Daily",
        "class": "speech",
        "words": "claim",
        "count": 1,
    }
    assert found["failed"] == [
        {"name": "gone.html", "problem": "gone.html: there is no such file; check the name"}
    ]


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    assert list(to_json(model.Ledger((), ()))) == [
        *("sayso", "format", "documents", "statements", "stories", "claims"),
        *("lookalikes", "wording", "cues", "revisions", "failed"),
    ]
    assert to_json(model.Ledger((), ()))["sayso"] == __version__
    assert to_json(model.Ledger((), ()))["format"] == 1


@pytest.mark.parametrize(
    ("low", "as_text"), [(16000.0, "16000"), (2.5, "2.5"), (None, "null"), (float("inf"), "null"), (0.0, "0")]
)
def test_whole_numbers_are_integers_and_boundless_ones_null(low: float | None, as_text: str) -> None:
    figure = model.Figure(0, 1, "x", low, None, approximate=False, kind="count")
    statement = model.Statement("s", "d", 0, 1, "x", ((0, 1),), "outlet", figures=(figure,))
    assert f'"low": {as_text}, "high": null' in written(model.Ledger((), (statement,)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers())
def test_any_ledger_is_valid_reads_back_and_writes_the_same_text(
    made: tuple[model.Ledger, tuple[model.Capture, ...]],
) -> None:
    ledger, _ = made
    found = to_json(ledger)
    VALIDATOR.validate(found)
    assert to_json(from_json(found)) == found
    assert json.loads(written(ledger)) == found
    assert json.loads(line_json(ledger)) == found
    assert written(from_json(found)) == written(ledger)


def test_the_text_holds_a_row_a_line_and_is_always_the_same() -> None:
    text = written(small_ledger.ledger())
    assert text == written(small_ledger.ledger())
    assert text.endswith("}\n")
    assert sum(line.startswith('{"id": "s') for line in text.splitlines()) == 4, "three statements, one story"
    assert "🚢" in text, "characters stand as themselves"


def test_half_a_surrogate_pair_is_escaped_so_that_the_text_is_utf8() -> None:
    failure = model.Failure("caf\udce9.txt", "caf\udce9.txt: it is empty")
    text = written(model.Ledger((), (), failed=(failure,)))
    assert r"caf\udce9.txt" in text.encode("utf-8").decode()
    assert json.loads(text)["failed"][0]["name"] == failure.name


def test_a_stream_gives_what_a_ledger_without_links_gives() -> None:
    ledger = small_ledger.ledger()
    out = io.StringIO()
    with JsonStream(out) as stream:
        for document in ledger.documents:
            said = tuple(one for one in ledger.statements if one.document == document.id)
            stream.add(model.Extraction(document, said))
            assert document.id in out.getvalue(), "documents go out as they come"
        stream.fail(ledger.failed[0])
    assert out.getvalue() == written(model.Ledger(ledger.documents, ledger.statements, failed=ledger.failed))


def test_a_stream_that_an_error_ends_is_not_made_to_look_whole() -> None:
    out = io.StringIO()
    message = "the disk is full"
    with pytest.raises(OSError, match=message), JsonStream(out):
        raise OSError(message)
    with pytest.raises(json.JSONDecodeError):
        json.loads(out.getvalue())


def test_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="not version 1"):
        from_json({"format": 2})


# -- the schema ----------------------------------------------------------------


def objects(node: object) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that describes an object with named fields."""
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        for value in node.values():
            yield from objects(value)


def test_the_schema_is_one_and_describes_every_field() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    for described in objects(schema()):
        assert described["additionalProperties"] is False
        assert described["required"] == list(described["properties"]), "every key is always there"
        for name, field in described["properties"].items():
            assert field.get("description"), f"{name} is not described"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda found: found.pop("failed"),
        lambda found: found.update(extra=1),
        lambda found: found.update(format=2),
        lambda found: found["statements"][0].update(voice="rumour"),
        lambda found: found["statements"][0].update(parts=[[1, 2, 3]]),
        lambda found: found["statements"][0]["figures"][0].update(low="200"),
        lambda found: found["statements"][0]["cue"].pop("class"),
        lambda found: found["documents"][0].update(capture="not a hash"),
        lambda found: found["claims"][0].update(confidence=1.5),
    ],
)
def test_the_schema_refuses_what_is_not_the_contract(spoil: Any) -> None:  # noqa: ANN401 - a lambda of any kind
    found = to_json(small_ledger.ledger())
    VALIDATOR.validate(found)
    spoil(found)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(found)
