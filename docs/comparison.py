#!/usr/bin/env python3
"""Prints the table of docs/comparison.md from what the use cases of examples/comparison expect.

`clearance rules test examples/comparison/*.yaml` shows that they come out so."""
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE.parent / "examples" / "comparison"
COLUMNS = ["ca", "us", "gb", "kr", "au", "nz", "br", "vn", "kz", "cn", "wto"]
HEADS = ["CA", "US", "UK", "KR", "AU", "NZ", "BR", "VN", "KZ", "CN", "TFA / RKC"]
OWNERS = {"au": "au", "nz": "nz", "vn": "vn", "kz": "kz", "cn": "cn"}


def column(name: str, file: str) -> str:
    """The column of an expectation: that of the file, or of its act where a file has several."""
    return OWNERS.get(re.split(r"[-_]", name)[0], file) if file == "others" else file


def main() -> None:
    rows: dict[str, tuple[str, dict[str, list[str]]]] = {}
    for path in sorted(CASES.glob("*.yaml")):
        system, file = path.name.split(".")[:2]
        text = path.read_text(encoding="utf-8")
        title = re.search(r"^title: (.*)$", text, re.M).group(1)
        _, cells = rows.setdefault(system, (title, {}))
        for name, outcome in re.findall(r"^  (\S+): (\S+)$", text.split("\nexpect:\n")[1], re.M):
            short = name.split("/")[-1]
            cells.setdefault(column(name, file), []).append(f"`{short}` {outcome}")
    print("| system | " + " | ".join(HEADS) + " |")
    print("|---" * (len(HEADS) + 1) + "|")
    for system, (title, cells) in rows.items():
        told = [", ".join(cells.get(code, [])) or "–" for code in COLUMNS]
        print(f"| {system.split('-')[0].lstrip('0')} {title} | " + " | ".join(told) + " |")


if __name__ == "__main__":
    main()
