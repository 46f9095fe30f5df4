"""The wheel: what it claims to run on, and installed into a new environment, the command and the
module used outside the project."""

import hashlib
import shutil
import sys

from place import DAY, EXAMPLE, ROOT, Place, expect, run, tool, try_register, words_of

HERE = ROOT / "conformance" / "integrations"


def trial(place: Place) -> str:
    again = place.new("wheel-again")
    run("sh", ROOT / "packaging" / "wheel.sh", sys.executable, place.static, again)
    digests = {
        hashlib.sha256(each.read_bytes()).hexdigest() for each in [place.wheel, *again.iterdir()]
    }
    expect(len(digests) == 1, "two wheels of the same program differ")
    said = run(tool("auditwheel"), "show", place.wheel).stdout
    expect("requires no external shared libraries" in " ".join(said.split()), said)

    environment = place.folder / "environment"
    run(sys.executable, "-m", "venv", environment)
    python = environment / "bin" / "python"
    run(python, "-m", "pip", "install", "--no-index", "--quiet", place.wheel)
    command = environment / "bin" / "clearance"
    folder = place.new("elsewhere")
    shutil.copy(EXAMPLE, folder / "case.yaml")
    (folder / "broken.yaml").write_text("language: 1\nuse_case: broken\noperator: {kind: custms}\n")
    variables = place.variables(PATH="/usr/bin:/bin")
    version = run(command, "--version", cwd=folder, env=variables).stdout
    expect(version == run(place.command, "--version").stdout, f"another version: {version}")
    report = run(command, "assess", "case.yaml", "--on", DAY, cwd=folder, env=variables).stdout
    expect(
        words_of(report.replace("case.yaml", EXAMPLE.name)) == words_of(place.report),
        "another report than the command's",
    )
    shutil.copy(EXAMPLE, folder)
    try_register(
        lambda *words: run(command, *words, cwd=folder, env=variables), "customs.register"
    )
    for script in ["wheel_user.py", "wheel_checks.py"]:
        run(
            tool("mypy"),
            "--strict",
            "--no-error-summary",
            "--cache-dir",
            place.folder / "mypy",
            "--python-executable",
            python,
            HERE / script,
        )
    printed = run(python, HERE / "wheel_user.py", "case.yaml", cwd=folder, env=variables).stdout
    expect(printed.startswith("declarant-chatbot"), printed)
    checks = run(python, HERE / "wheel_checks.py", cwd=folder, env=variables).stdout.strip()
    run(python, "-m", "pip", "uninstall", "--yes", "--quiet", "clearance")
    left = [each for each in environment.rglob("*clearance*") if each.is_file()]
    expect(not left, f"left after uninstalling: {left[:3]}")
    return f"{place.wheel.stat().st_size / 2**20:.0f} MiB, the same report, a register kept; {checks}"
