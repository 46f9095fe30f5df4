"""Checks signed statements and the catalog with programs that are not ours, and the command with
statements that it did not sign.

Usage: signed.py CLEARANCE
"""

import base64
import json
import pathlib
import subprocess
import sys
import tempfile

from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import CryptoSigner, SSlibKey

import evidence

ROOT = pathlib.Path(__file__).resolve().parent.parent
TYPE = "application/vnd.in-toto+json"
CASES = ["examples/xray-image-analysis.yaml", "examples/traveller-risk-scoring.yaml"]
OTHER_RULES = "Tests/ReportsTests/Golden/Law"

wrong = 0


def mistake(words: str) -> None:
    global wrong
    wrong += 1
    print(words)


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([CLEARANCE, *arguments], cwd=ROOT, capture_output=True, text=True)


def written(folder: pathlib.Path, name: str) -> tuple[CryptoSigner, str, str]:
    """A new key, and its files as OpenSSL would write them."""
    key = Ed25519PrivateKey.generate()
    private, public = folder / f"{name}.pem", folder / f"{name}.pub.pem"
    private.touch(mode=0o600)
    private.write_bytes(
        key.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    )
    public.write_bytes(
        key.public_key().public_bytes(
            forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo
        )
    )
    return CryptoSigner(key), str(private), str(public)


def genuine(envelope: dict, signer: CryptoSigner) -> bool:
    """What securesystemslib says; it compares names of keys, which are only hints."""
    read = Envelope.from_dict(json.loads(json.dumps(envelope)))
    public = signer.public_key
    named = [
        SSlibKey(name, public.keytype, public.scheme, public.keyval) for name in read.signatures
    ]
    try:
        return bool(read.verify(named, 1))
    except VerificationError:
        return False


def results(arguments: list[str]) -> None:
    """The result of a statement and the exit code agree."""
    done = run("assess", *CASES, "--format", "in-toto", *arguments)
    for words in evidence.in_toto(done.stdout.encode()):
        mistake(f"assess {' '.join(arguments)}: {words}")
    result = json.loads(done.stdout)["predicate"]["result"]
    if (result == "FAILED") != (done.returncode != 0):
        mistake(f"assess {' '.join(arguments)}: {result}, and exit {done.returncode}")


def expect(code: int, words: str, envelope: dict | str, *arguments: str) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(envelope if isinstance(envelope, str) else json.dumps(envelope))
        file.flush()
        done = run("verify", file.name, *arguments)
    if done.returncode != code:
        mistake(f"verify, {words}: exit {done.returncode}, not {code}: {done.stdout}{done.stderr}")


def envelopes(folder: pathlib.Path) -> None:
    signer, private, public = written(folder, "key")
    other, _, stranger = written(folder, "other")
    done = run("assess", *CASES, "--format", "in-toto", "--sign-key", private)
    envelope = json.loads(done.stdout)
    payload = base64.b64decode(envelope["payload"])
    for words in evidence.in_toto(payload):
        mistake(f"signed: {words}")
    if not genuine(envelope, signer):
        mistake("securesystemslib refuses our envelope")
    if genuine(envelope, other):
        mistake("securesystemslib takes our envelope for a stranger's")
    cases = [word for case in CASES for word in ("--use-case", case)]
    key = ["--key", public]
    expect(0, "all of it", envelope, *key, *cases, "--rules", "rules")
    expect(0, "the signature alone", envelope, *key)
    expect(1, "a stranger's key", envelope, "--key", stranger, *cases)
    expect(1, "another file", envelope, *key, "--use-case", "examples/declarant-chatbot.yaml")
    expect(1, "other rules", envelope, *key, "--rules", OTHER_RULES)
    passed = json.loads(payload)
    passed["predicate"].update(result="PASSED", failedTests=[], warnedTests=[])
    forged = {**envelope, "payload": base64.b64encode(json.dumps(passed).encode()).decode()}
    if genuine(forged, signer):
        mistake("securesystemslib takes a changed statement")
    expect(1, "a changed statement", forged, *key)
    expect(1, "another type", {**envelope, "payloadType": "text/plain"}, *key)
    expect(2, "half an envelope", done.stdout[: len(done.stdout) // 2], *key)
    expect(2, "no signature", {**envelope, "signatures": []}, *key)
    expect(2, "a key that is none", envelope, "--key", private)
    expect(2, "no such key", envelope, "--key", str(folder / "none.pem"))
    foreign = Envelope(payload, TYPE, {})
    foreign.sign(signer)
    expect(0, "signed by securesystemslib", foreign.to_dict(), *key, *cases, "--rules", "rules")
    secret = pathlib.Path(private).read_text().splitlines()[1]
    for arguments in (["--key", private], ["--key", public]):
        said = run("verify", "-", *arguments)
        if secret in said.stdout + said.stderr + done.stdout + done.stderr:
            mistake("a private key was printed")


def catalog() -> None:
    """The catalog is good, and has every control that results refer to."""
    raw = run("rules", "catalog", "--on", "2026-11-22").stdout.encode()
    for words in evidence.catalog(raw):
        mistake(f"catalog: {words}")
    documents = [("catalog", raw)]
    bad = evidence.changed(raw, lambda v: v["catalog"]["groups"][0]["controls"][0].update(id="a b"))
    if not list(evidence.catalog(bad)):
        mistake("accepted: a catalog with an id of two words")
    documents.append(("an id of two words", bad))
    refused = evidence.trestle(documents)
    if refused != {"an id of two words"}:
        mistake(f"compliance-trestle refuses {refused or 'nothing'} of the catalog and a bad one")
    known = {part["id"] for part in evidence.walk(json.loads(raw)) if "id" in part}
    done = run("assess", *CASES, "--format", "oscal", "--on", "2026-11-22")
    for part in evidence.walk(json.loads(done.stdout)):
        for name in (part.get("control-id"), part.get("target-id")):
            if name is not None and name not in known:
                mistake(f"{name} is not in the catalog")


def main() -> int:
    for arguments in ([], ["--fail-on", "critical"], ["--fail-on", "low"], ["--strict"]):
        results(arguments)
    with tempfile.TemporaryDirectory() as folder:
        envelopes(pathlib.Path(folder))
    catalog()
    print(f"signed statements, the catalog and their opposites tried, {wrong} mistakes")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    CLEARANCE = str(pathlib.Path(sys.argv[1]).resolve())
    sys.exit(main())
