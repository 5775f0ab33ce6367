"""Says in plain sentences what a data model did not accept: for each mistake the line, the field as people
would write its path, what is wrong with the value, and what would be right (the allowed words, the nearest
known key, the range, the kind).
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.errors import PydanticInvalidForJsonSchema

from simulator.errors import Problem
from simulator.scenario.yamltext import Document, Loc, field_path, quoted, stands_in

_KINDS = {
    "string_type": "a text",
    "string_sub_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a smaller whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
    "dict_type": "a mapping of keys and values",
    "mapping_type": "a mapping of keys and values",
    "datetime_type": "a date and hour such as 2031-03-04T07:40",
    "datetime_parsing": "a date and hour such as 2031-03-04T07:40",
    "datetime_from_date_parsing": "a date and hour such as 2031-03-04T07:40",
    "datetime_object_invalid": "a date and hour such as 2031-03-04T07:40",
    "date_type": "a date such as 2031-03-04",
    "date_parsing": "a date such as 2031-03-04",
    "date_from_datetime_parsing": "a date such as 2031-03-04",
}
_MODEL_KINDS = ("model_type", "model_attributes_type", "dataclass_type")
_PATTERNS = {
    r"^[a-z][a-z0-9_]{0,39}$": "1 to 40 lower-case letters, digits and underscores, a letter first",
    r"^[a-z][a-z0-9_]{0,39}/[a-z][a-z0-9_.]{0,39}$": "place/department in lower case, such as fuhe/health",
    r"^R\d\d$": "a rule number such as R21",
}
_SCHEMA_KINDS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of keys and values",
}

Schema = Mapping[str, Any]


def problems_of(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Problem]:
    """Every mistake in ``error`` as a problem of the file; alternatives of one field become one problem."""
    describe = _Describer(document, model)
    grouped: dict[Loc, list[Any]] = {}
    for item in error.errors(include_url=False):
        if not _is_echo(item):
            grouped.setdefault(_place(item, document), []).append(item)
    for place in describe.mistyped(grouped):
        del grouped[place]
    inner = {place[:length] for place in grouped for length in range(len(place))}
    found = []
    for place, items in grouped.items():
        alternatives = [item for item in items if _is_alternative(item, place)]
        if len(alternatives) == len(items) and len(items) > 1:
            if place not in inner:
                found.append(describe.alternatives(place, items))
            continue
        found += [describe.problem(place, item) for item in items if item not in alternatives or len(items) == 1]
    return found


def _place(item: Any, document: Document) -> Loc:
    """Where the mistake stands in the file: its path without the union tags that are not in the data."""
    loc: Loc = item["loc"]
    ends_outside = item["type"] == "missing"
    value: Any = document.data
    place: list[str | int] = []
    for part in loc[:-1] if ends_outside else loc:
        if stands_in(value, part):
            value = value[part]
            place.append(part)
    return (*place, loc[-1]) if ends_outside else tuple(place)


def _is_echo(item: Any) -> bool:
    """Whether a list is called too short only because entries in it were refused themselves."""
    written = item["input"]
    return bool(item["type"] == "too_short" and isinstance(written, list) and len(written) >= item["ctx"]["min_length"])


def _is_alternative(item: Any, place: Loc) -> bool:
    """Whether the error is one branch of a union, told by a last path part that is not in the data."""
    loc: Loc = item["loc"]
    return bool(loc) and item["type"] != "missing" and loc[-1] != "[key]" and (not place or loc[-1] != place[-1])


def nearest(word: object, known: Iterable[str]) -> str | None:
    """The known word most like ``word``; None where nothing is like it."""
    found = difflib.get_close_matches(str(word)[:80], list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def one_of(words: Iterable[str], meant: object = None, limit: int = 12) -> str:
    """``write one of ...``, with the nearest word first where one is near."""
    known = list(words)
    near = nearest(meant, known) if meant is not None else None
    shown = ", ".join(known[:limit]) + (", ..." if len(known) > limit else "")
    choice = f"write {shown}" if len(known) == 1 else f"write one of {shown}"
    return f"did you mean {near}? {choice}" if near else choice


@cache
def _schema(model: type[BaseModel]) -> Schema:
    try:
        return model.model_json_schema(by_alias=True)
    except PydanticInvalidForJsonSchema:
        return {}


class _Describer:
    """Words the problems of one document, with the model's JSON Schema at hand for what would be allowed."""

    def __init__(self, document: Document, model: type[BaseModel]) -> None:
        self.document = document
        self.root = _schema(model)

    def mistyped(self, grouped: Mapping[Loc, list[Any]]) -> list[Loc]:
        """Missing keys for which an unknown key beside them was meant; the unknown key tells it."""
        extra = [place for place, items in grouped.items() if items[0]["type"] == "extra_forbidden"]
        meant = dict.fromkeys((*place[:-1], near) for place in extra if (near := self._meant(place)) is not None)
        return [place for place in meant if place in grouped and grouped[place][0]["type"] == "missing"]

    def problem(self, place: Loc, item: Any) -> Problem:
        """One problem for one error."""
        kind: str = item["type"]
        words: Callable[[Loc, Any], tuple[str, str]] | None = getattr(self, f"_{kind}", None)
        if item["loc"] and item["loc"][-1] == "[key]":
            wrong, right = (
                f"the key {quoted(item['input'])} has another form than it should",
                self._form(item),
            )
        elif item["input"] is None and kind != "missing" and kind != "union_tag_not_found":
            wrong, right = (
                "nothing is written here",
                f"write {self._expected(place, item)}, or leave the key away",
            )
        elif kind in _KINDS or kind in _MODEL_KINDS:
            wrong, right = self._kind(place, item)
        elif words is not None:
            wrong, right = words(place, item)
        else:
            wrong, right = f"{quoted(item['input'])} is not right", _sentence(item["msg"])
        return self._at(place, wrong, right)

    def alternatives(self, place: Loc, items: list[Any]) -> Problem:
        """One problem for a value that fits none of several kinds."""
        kinds = list(dict.fromkeys(self._expected(place, item) for item in items))
        return self._at(place, f"{quoted(items[0]['input'])} is of another kind", "write " + ", or ".join(kinds))

    def _at(self, place: Loc, wrong: str, right: str) -> Problem:
        return Problem(self.document.file, self.document.line_of(place), field_path(place), wrong, right)

    def _kind(self, place: Loc, item: Any) -> tuple[str, str]:
        value, expected = item["input"], self._expected(place, item)
        right = f"write {expected}"
        if item["type"] == "string_type" and isinstance(value, int | float):
            right = "write a text; put it in quotation marks if these characters are meant"
        shown = quoted(value)
        plain = item["type"] in _KINDS and isinstance(value, str | int | float)
        return f"{shown} is not {expected}" if plain else f"{shown} stands here", right

    def _expected(self, place: Loc, item: Any) -> str:
        kind: str = item["type"]
        if kind in _MODEL_KINDS:
            required = [schema.get("required", []) for schema in self._at_place(place) if "properties" in schema]
            keys = [key for key in required[0] if all(key in other for other in required)] if required else []
            return "a mapping with the keys " + " and ".join(keys) if keys else "a mapping of keys and values"
        if kind in _KINDS:
            return _KINDS[kind]
        return next((self._phrase(schema) for schema in self._at_place(place)), "a value")

    def _missing(self, place: Loc, item: Any) -> tuple[str, str]:
        key = str(place[-1])
        schema: Schema = next(
            (s["properties"][key] for s in self._at_place(place[:-1]) if key in s.get("properties", {})), {}
        )
        meaning = schema.get("description")
        return f"the key '{key}' is missing", f"add '{key}': {self._phrase(schema)}" + (
            f" ({meaning})" if meaning else ""
        )

    def _extra_forbidden(self, place: Loc, item: Any) -> tuple[str, str]:
        known = self._keys(place[:-1])
        near = self._meant(place) or nearest(place[-1], known)
        allowed = ", ".join(known) if known else "none"
        hint = f"did you mean '{near}'? " if near else "remove it; "
        return f"the key {quoted(place[-1])} is not known here", f"{hint}allowed keys: {allowed}"

    def _meant(self, place: Loc) -> str | None:
        """The key, not written yet, that an unknown key is most like."""
        written = self.document.at(place[:-1])
        return nearest(place[-1], [key for key in self._keys(place[:-1]) if not stands_in(written, key)])

    def _literal_error(self, place: Loc, item: Any) -> tuple[str, str]:
        words = [word.strip().strip("'") for word in item["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        return f"{quoted(item['input'])} is not allowed here", one_of(words, item["input"])

    def _union_tag_invalid(self, place: Loc, item: Any) -> tuple[str, str]:
        words = [word.strip().strip("'") for word in item["ctx"]["expected_tags"].split(", ")]
        key = self._discriminator(place, item)
        return f"{quoted(item['ctx']['tag'])} is not a known '{key}'", one_of(words, item["ctx"]["tag"], limit=20)

    def _union_tag_not_found(self, place: Loc, item: Any) -> tuple[str, str]:
        key = self._discriminator(place, item)
        if not isinstance(item["input"], dict):
            return f"{quoted(item['input'])} stands here", f"write a mapping with the key '{key}'"
        words = [
            str(branch["properties"][key]["const"])
            for branch in self._at_place(place)
            if "const" in branch.get("properties", {}).get(key, {})
        ]
        return f"the key '{key}' is missing", f"add '{key}': " + " or ".join(words) if words else f"add '{key}'"

    def _discriminator(self, place: Loc, item: Any) -> str:
        """The key that tells the alternatives apart, as it is written in a file (its alias)."""
        return str(item["ctx"]["discriminator"]).rsplit("|", 1)[-1].strip().strip("'")

    def _value_error(self, place: Loc, item: Any) -> tuple[str, str]:
        said, _, remedy = str(item["ctx"]["error"]).partition("; ")
        subject = quoted(item["input"])
        wrong = f"{subject} {said}" if said.startswith(("is ", "holds ", "has ", "does ")) else f"{subject}: {said}"
        return wrong, remedy or "correct it"

    def _string_pattern_mismatch(self, place: Loc, item: Any) -> tuple[str, str]:
        return f"{quoted(item['input'])} has another form than it should", self._form(item)

    def _form(self, item: Any) -> str:
        pattern = item.get("ctx", {}).get("pattern")
        if pattern is None:
            return _sentence(item["msg"])
        return "write " + _PATTERNS.get(pattern, f"it in the form {pattern}")

    def _string_too_short(self, place: Loc, item: Any) -> tuple[str, str]:
        least = item["ctx"]["min_length"]
        wrong = "the text is empty" if not item["input"] else f"{quoted(item['input'])} is too short"
        return wrong, f"write at least {least} character{'s' * (least != 1)}"

    def _string_too_long(self, place: Loc, item: Any) -> tuple[str, str]:
        most = item["ctx"]["max_length"]
        return f"the text has {len(item['input']):,} characters", f"write at most {most:,}"

    def _too_short(self, place: Loc, item: Any) -> tuple[str, str]:
        least, has = item["ctx"]["min_length"], item["ctx"]["actual_length"]
        wrong = "the list is empty" if has == 0 else f"the list has {has} entr{'y' if has == 1 else 'ies'}"
        return wrong, f"write at least {least}"

    def _too_long(self, place: Loc, item: Any) -> tuple[str, str]:
        has = len(item["input"]) if isinstance(item["input"], list | dict) else item["ctx"]["actual_length"]
        return f"the list has {has} entries", f"write at most {item['ctx']['max_length']}"

    def _bound(self, item: Any, words: str, key: str) -> tuple[str, str]:
        return f"{quoted(item['input'])} is out of range", f"write a number {words} {item['ctx'][key]}"

    def _greater_than(self, place: Loc, item: Any) -> tuple[str, str]:
        return self._bound(item, "greater than", "gt")

    def _greater_than_equal(self, place: Loc, item: Any) -> tuple[str, str]:
        return self._bound(item, "of at least", "ge")

    def _less_than(self, place: Loc, item: Any) -> tuple[str, str]:
        return self._bound(item, "less than", "lt")

    def _less_than_equal(self, place: Loc, item: Any) -> tuple[str, str]:
        return self._bound(item, "of at most", "le")

    def _keys(self, place: Loc) -> list[str]:
        """Keys that a mapping at this place may have."""
        return list(dict.fromkeys(key for schema in self._at_place(place) for key in schema.get("properties", ())))

    def _phrase(self, schema: Schema) -> str:
        """What a schema asks for, in a few words."""
        node = next(self._branches(schema, None), {})
        if "const" in node or "enum" in node:
            allowed = node.get("enum", [node.get("const")])
            return " or ".join(str(word) for word in allowed[:12])
        if node.get("examples"):
            return f"for example {node['examples'][0]}"
        if node.get("pattern"):
            return _PATTERNS.get(node["pattern"], f"a text of the form {node['pattern']}")
        if node.get("properties"):
            keys = node.get("required") or list(node["properties"])
            return "a mapping with the keys " + ", ".join(keys[:8])
        return _SCHEMA_KINDS.get(node.get("type", ""), "a value")

    def _at_place(self, place: Loc) -> list[Schema]:
        return [branch for raw in self._raw_at(place) for branch in self._branches(raw, self.document.at(place))]

    def _raw_at(self, place: Loc) -> list[Schema]:
        """The schemas that could hold at a place, unions not yet opened."""
        here: list[Schema] = [self.root]
        for depth, part in enumerate(place):
            value = self.document.at(place[:depth])
            steps = (self._step(branch, part) for schema in here for branch in self._branches(schema, value))
            here = [step for step in steps if step is not None]
        return here

    @staticmethod
    def _step(schema: Schema, part: str | int) -> Schema | None:
        if isinstance(part, int):
            found = schema.get("items")
        else:
            found = schema.get("properties", {}).get(part, schema.get("additionalProperties"))
        return found if isinstance(found, dict) else None

    def _branches(self, schema: Schema, value: object) -> Iterator[Schema]:
        """The schema with references followed and unions opened, to the branch that ``value`` names."""
        if "$ref" in schema:
            yield from self._branches(self.root.get("$defs", {}).get(schema["$ref"].rsplit("/", 1)[-1], {}), value)
        elif "anyOf" in schema or "oneOf" in schema:
            branches = [
                found
                for branch in schema.get("anyOf") or schema["oneOf"]
                if branch.get("type") != "null"
                for found in self._branches(branch, value)
            ]
            yield from [branch for branch in branches if _tagged(branch, value)] or branches
        else:
            yield schema


def _tagged(branch: Schema, value: object) -> bool:
    """Whether a mapping names this branch by the constant that one of its keys must have."""
    constants = {key: node["const"] for key, node in branch.get("properties", {}).items() if "const" in node}
    return (
        isinstance(value, dict) and bool(constants) and all(value.get(key) == word for key, word in constants.items())
    )


def _sentence(message: str) -> str:
    """A library's message as a clause."""
    return message[:1].lower() + message[1:] if message else "correct it"
