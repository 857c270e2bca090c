"""Computes the results of a JSON export again, and says what differs: python tools/verify.py hasil.json

Imports nothing of the program. "TB" is the level of what does not apply. Rules: docs/decisions/instruments.md.
"""

import json
import sys
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

SENT, DONE = {"submitted", "in_review", "returned", "verified", "final"}, {"verified", "final"}


def half_up(value, places):
    return None if value is None else Decimal((value * 10**places + Fraction(1, 2)) // 1).scaleb(-places)


def mean(parts):
    pairs = [(Fraction(weight), value) for weight, value in parts if value is not None]  # else its weight leaves too
    weight = sum(weight for weight, _ in pairs)
    return sum(weight * value for weight, value in pairs) / weight if weight else None


def mean_of(aspects, found):
    """Mean of these aspects of any depth; without aspects of all variables."""
    if not aspects:
        return mean((v["weight"], got) for _, v, got in found)
    inside = [[one for one in found if a["aspects"] or one[1]["aspect"] == a["code"]] for a in aspects]
    return mean((a["weight"], mean_of(a["aspects"], theirs)) for a, theirs in zip(aspects, inside, strict=True))


def band(rules, value):
    rounded = half_up(value, rules["band_decimals"])
    fitting = [b for b in rules["bands"] if value is not None and Decimal(b["min"]) <= rounded <= Decimal(b["max"])]
    return fitting[0]["name"] if fitting else None


def points(rules, variable, level):
    if level == "TB":
        return rules.get(rules["not_applicable"])
    if variable["mark"]:
        return Fraction(level * rules["highest"], 100)
    return rules["lowest"] + rules["highest"] - level if variable["reversed"] else level


def counted(rules, levels):
    """(form, variable, points) of what counts; None while the OPD has left something open."""
    forms, found = rules["forms"] or [{"code": "", "filled_by": "unit"}], []
    for form in forms:
        theirs = [v for v in rules["variables"] if (v["form"] or forms[0]["code"]) == form["code"]]
        needed = [v for v in theirs if v["scored"] or rules["formula"] == "none"]
        if all(v["code"] in levels or v["essay"] for v in needed):
            found += [(form["code"], v, points(rules, v, levels[v["code"]])) for v in needed if v["code"] in levels]
        elif form["filled_by"] == "unit":
            return None
    scale = Fraction(100, rules["highest"]) if rules["formula"] == "percent" else 1
    return [(form, v, got * scale) for form, v, got in found if got is not None]


def result(rules, levels, users):
    """What the export says of a result; None where there is none yet."""
    found, places = counted(rules, levels), rules["value_decimals"]
    if found is None:
        return None
    value = None if rules["formula"] == "none" else mean_of(rules["aspects"], found)
    if rules["formula"] == "sum" and value is not None:
        value *= sum(Fraction(v["weight"]) for v in rules["variables"] if v["scored"])
    shares = {form["code"]: form["share"] for form in rules["forms"] if form["share"]}
    forms = {code: mean_of(rules["aspects"], [one for one in found if one[0] == code]) for code in shares}
    forms |= {code: Fraction(users[code]) for code, got in forms.items() if got is None and code in users}
    value = mean((shares[code], got) for code, got in forms.items()) if shares else value
    reached = [got for _, v, got in found if rules["staged"] and levels[v["code"]] != "TB"]
    aspects = flat(rules["aspects"]) if found and rules["formula"] != "none" else []
    return {
        "total": half_up(value, places),
        "band": band(rules, value),
        "staged_level": int(min(reached)) if value is not None and reached else None,
        "aspects": [(a["code"], half_up(mean_of([a], found), places)) for a in aspects],
        "forms": [(code, half_up(got, places)) for code, got in forms.items()],
    }


def flat(aspects):
    return [one for a in aspects if Fraction(a["weight"]) for one in (a, *flat(a["aspects"]))]


def level_of(said, stage=None):
    """The level of an answer or verdict; with `stage`, which a stage has given to the present version of an answer."""
    if stage is None:
        return "TB" if said["not_applicable"] else said["level"]
    judged = [one for one in said["verdicts"] if stage in ("province", one["stage"])]
    stands = judged and judged[-1]["stage"] == stage and judged[-1]["version"] == said["version"]
    return level_of(judged[-1]) if stands else None  # what the region judges anew waits for the province


def stages(rules, opd):
    """Levels of the OPD itself, of the region and of the province; None where one has not finished."""
    given = [[(a["variable"], level_of(a, of)) for a in opd["answers"]] for of in (None, "region", "province")]
    own, region, province = ({code: level for code, level in those if level is not None} for those in given)
    whole, done = {v["code"] for v in rules["variables"]} <= province.keys(), opd["status"] in DONE
    if final := opd["final"]:
        own, region, province, whole = *(final[s] for s in ("own", "region", "province")), final["stage"] == "province"
    return own, own | region if done else None, own | region | province if done and whole else None


def chain_faults(chain):
    former, gone = "0" * 64, set()
    for place, e in enumerate(chain["entries"], start=1):
        facts = [chain["pemda"], e["number"], e["actor"], e["act"], e["assessment"], e["at"], e["digest"]]
        former = sha256((former + json.dumps(facts, ensure_ascii=False, separators=(",", ":"))).encode()).hexdigest()
        fits = e["salt"] is None or sha256(bytes.fromhex(e["salt"]) + e["content"].encode()).hexdigest() == e["digest"]
        if e["number"] != place or former != e["hash"] or not fits:
            return [f"catatan {place}: sudah diubah"]
        if e["salt"] is None:
            gone.add(place)
        elif e["act"] in ("erase", "proof_begun"):
            gone -= set(json.loads(e["content"]).get("links", ()))
    said = [f"catatan {place}: isinya hilang tanpa penghapusan" for place in sorted(gone)]
    return said if former == (chain["head"] or "0" * 64) else [*said, "catatan terakhir bukan yang terbaru"]


def faults(export):
    rules, values, found = export["rules"], [], []
    for opd in export["opds"]:
        known = stages(rules, opd)
        results = [levels and result(rules, levels, opd["users"]) for levels in known]
        for stage, there in zip(("self", "region", "province"), results, strict=True):
            here = opd[stage] or {}
            here |= {key: [(p["code"], p["value"]) for p in here[key]] for key in ("aspects", "forms") if here}
            found += [(opd["name"], stage, key, here.get(key), (there or {}).get(key)) for key in there or here]
        found += [(opd["name"], "official", opd["official"], known[2] or known[1])]
        values += [one["total"] for one in [results[2] or results[1]] if one and one["total"] is not None]
    exact, summary = mean((1, Fraction(value)) for value in values), export["summary"]
    found += [
        ("ringkasan", "submitted", summary["submitted"], sum(opd["status"] in SENT for opd in export["opds"])),
        ("ringkasan", "verified", summary["verified"], sum(opd["status"] in DONE for opd in export["opds"])),
        ("ringkasan", "mean", summary["mean"], half_up(exact, max(2, rules["value_decimals"]))),
        ("ringkasan", "band", summary["band"], band(rules, exact)),
    ]
    said = [f"{' '.join(where)}: tertulis {here}, terhitung {there}" for *where, here, there in found if here != there]
    return said + chain_faults(export["chain"])


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        said = faults(json.load(file, parse_float=Decimal))
    print("\n".join(said) or "Semua angka dan rantai catatan sesuai.")
    sys.exit(1 if said else 0)
