"""The comment on a pull request: written once, written anew only when it changes, and nowhere where
there is no pull request; with a `gh` that keeps the comments in a file."""

import json
import sys

import yaml
from place import ROOT, Place, expect, run

GH = """#!{python}
import json, pathlib, subprocess, sys
state = pathlib.Path({state!r})
told = json.loads(state.read_text())
words, method, body, jq, path = sys.argv[2:], "GET", None, None, None
while words:
    word = words.pop(0)
    if word == "--method": method = words.pop(0)
    elif word == "--jq": jq = words.pop(0)
    elif word == "--field": body = pathlib.Path(words.pop(0).removeprefix("body=@")).read_text()
    elif not word.startswith("--"): path = word
told["calls"].append(method)
name = path.split("?")[0].split("/")[-1]
if path.split("?")[0].endswith("/pulls"):
    assert path.endswith("state=open&head=some-one%3Afix%2F%26x%3D1"), path
    said = told["pulls"]
elif method == "POST":
    told["comments"].append({{"id": 7, "user": {{"type": "Bot"}}, "body": body}})
    said = {{}}
elif method == "PATCH":
    next(each for each in told["comments"] if str(each["id"]) == name)["body"] = body
    said = {{}}
elif name == "comments":
    said = told["comments"]
else:
    said = next(each for each in told["comments"] if str(each["id"]) == name)
state.write_text(json.dumps(told))
if jq:
    text = subprocess.run(["jq", "-r", jq], input=json.dumps(said), capture_output=True, text=True, check=True)
    print(text.stdout, end="")
"""


def trial(place: Place) -> str:
    workflow = yaml.safe_load((ROOT / "packaging/github-action/comment.yml").read_text())
    step = workflow["jobs"]["comment"]["steps"][-1]
    expect(
        "${{" not in step["run"], "an expression in a script, which a name of a branch could break"
    )
    folder = place.new("comment")
    (folder / "summary").mkdir()
    (folder / "bin").mkdir()
    state = folder / "state.json"
    gh = folder / "bin" / "gh"
    gh.write_text(GH.format(python=sys.executable, state=str(state)))
    gh.chmod(0o755)
    (folder / "script").write_text(step["run"])
    variables = place.variables(REPOSITORY="us/systems", HEAD="some-one:fix/&x=1", GH_TOKEN="-")
    variables["PATH"] = f"{folder / 'bin'}:{variables['PATH']}"
    strangers = {"id": 3, "user": {"type": "User"}, "body": "<!-- clearance -->\nmine"}

    def calls(summary: str, pulls: list[dict[str, int]], comments: list[dict]) -> list[str]:
        (folder / "summary" / "clearance.md").write_text(summary)
        state.write_text(json.dumps({"pulls": pulls, "comments": comments, "calls": []}))
        run("bash", "--noprofile", "--norc", "-eo", "pipefail", "script", cwd=folder, env=variables)
        return json.loads(state.read_text())["calls"]

    def comments() -> list[dict]:
        return json.loads(state.read_text())["comments"]

    first = "<!-- clearance -->\n# one\n"
    expect(calls(first, [], []) == ["GET"], "something was written without a pull request")
    change = [{"number": 5}]
    expect(calls(first, change, [strangers])[-1] == "POST", "no comment was written")
    written = comments()
    expect(written[0] == strangers and written[1]["body"].strip() == first.strip(), written)
    expect("PATCH" not in calls(first, change, written), "written anew without a change")
    expect(calls("# two\n", change, written)[-1] == "PATCH", "not written anew")
    expect([each["id"] for each in comments()] == [3, 7], "a second comment")
    expect("# two" in comments()[1]["body"] and comments()[0] == strangers, comments())
    return "written once, and anew when it changes"
