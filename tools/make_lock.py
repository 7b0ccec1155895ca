"""Write graphapp/local/neo4j.lock.toml: the jars that Maven chooses for one Neo4j, with their checksums.

    python tools/make_lock.py

Needs Maven and a JDK on the PATH; users of graphapp need neither. Change the versions below, run, commit both files.
"""

import hashlib
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

NEO4J = "5.26.31"
BROWSER = "5.24.0"

LOCK = Path(__file__).parent.parent / "graphapp" / "local" / "neo4j.lock.toml"

POM = f"""\
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>graphapp</groupId>
  <artifactId>server</artifactId>
  <version>0</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{NEO4J}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{NEO4J}</version></dependency>
    <dependency>
      <groupId>org.neo4j.client</groupId><artifactId>neo4j-browser</artifactId><version>{BROWSER}</version>
    </dependency>
  </dependencies>
</project>
"""


def lock_line(repository: Path, jar: Path) -> str:
    """One jar of a folder in Maven's repository layout, `group/artifact/version/artifact-version[-classifier].jar`."""
    *group, artifact, version, name = jar.relative_to(repository).parts
    classifier = name.removeprefix(f"{artifact}-{version}").removesuffix(".jar").removeprefix("-")
    with jar.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    fields = {"groupId": ".".join(group), "artifactId": artifact, "version": version}
    if classifier:
        fields["classifier"] = classifier
    text = ", ".join(f'{field} = "{value}"' for field, value in (fields | {"sha256": sha256}).items())
    return f"  {{ {text}, size = {jar.stat().st_size} }},\n"


def main() -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "pom.xml").write_text(POM, encoding="utf-8")
        repository = Path(folder) / "jars"
        subprocess.run(
            [
                "mvn",
                "--batch-mode",
                "--quiet",
                "dependency:copy-dependencies",
                "-DincludeScope=runtime",
                "-Dmdep.useRepositoryLayout=true",
                f"-DoutputDirectory={repository}",
            ],
            cwd=folder,
            check=True,
        )
        lines = [lock_line(repository, jar) for jar in sorted(repository.rglob("*.jar"))]
    LOCK.write_text(
        "# Written by tools/make_lock.py; size in bytes.\n"
        f'neo4j = "{NEO4J}"\nbrowser = "{BROWSER}"\njars = [\n{"".join(lines)}]\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
