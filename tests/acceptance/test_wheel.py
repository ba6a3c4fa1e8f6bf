"""The built wheel, installed where there is no checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=clean,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_scores_with_its_own_rubrics_outside_the_checkout(tmp_path: Path) -> None:
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")

    venv.create(tmp_path / "env", with_pip=True)
    folder = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = folder / "python"
    installed = run(python, "-m", "pip", "install", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    # The dependencies come from the environment of the tests; the tool itself, looked for first, from the wheel.
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).stdout.strip()
    (Path(site) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    where = run(python, "-c", "import scorer; print(scorer.__file__)", cwd=tmp_path).stdout.strip()
    assert Path(where).is_relative_to(tmp_path)
    scored = run(folder / "score", ROOT / "seeds", cwd=tmp_path)
    assert (scored.returncode, scored.stderr) == (0, "")
    data = json.loads((tmp_path / "reports" / "seeds-core.json").read_text(encoding="utf-8"))
    assert len(data["reports"]) == 5
    assert (tmp_path / "reports" / "seeds-core.xlsx").stat().st_size > 10_000
    assert "core" in run(folder / "score", "rubric", "list", cwd=tmp_path).stdout
