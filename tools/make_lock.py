"""Write lock files: the jars that Maven chooses for one Neo4j, with their checksums.

    python tools/make_lock.py

One is of the Neo4j that graphapp starts, the other of the newest one, for `tools/run_newest.py`. Needs Maven and a JDK
on the PATH; users of graphapp need neither. Change the versions below, run, commit all files.
"""

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

BROWSER = "5.24.0"
TOOLS = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One Neo4j, and what its lock file says beside the jars."""

    neo4j: str
    main: str
    """The class that starts it."""
    lock: Path


SERVERS = (
    Server(
        neo4j="5.26.31",
        main="org.neo4j.server.CommunityEntryPoint",
        lock=TOOLS.parent / "graphapp" / "local" / "neo4j.lock.toml",
    ),
    Server(neo4j="2026.08.1", main="org.neo4j.server.Neo4jCommunity", lock=TOOLS / "newest.lock.toml"),
)


def pom(neo4j: str) -> str:
    """What Maven reads: a project that needs one Neo4j and its Browser."""
    return f"""\
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>graphapp</groupId>
  <artifactId>server</artifactId>
  <version>0</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{neo4j}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{neo4j}</version></dependency>
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


def write_lock(server: Server) -> None:
    """Ask Maven for the jars of a Neo4j and write its lock file."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "pom.xml").write_text(pom(server.neo4j), encoding="utf-8")
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
    server.lock.write_text(
        "# Written by tools/make_lock.py; size in bytes.\n"
        f'neo4j = "{server.neo4j}"\nmain = "{server.main}"\nbrowser = "{BROWSER}"\njars = [\n{"".join(lines)}]\n',
        encoding="utf-8",
    )


def main() -> None:
    for server in SERVERS:
        write_lock(server)


if __name__ == "__main__":
    main()
