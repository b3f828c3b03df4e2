"""Many pages over several processes: results in order, as they come."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple, TypeAlias, TypeVar, overload

from declutter.document import Document
from declutter.model import Options, Status
from declutter.pipeline import clean

Id = TypeVar("Id")
Page: TypeAlias = "bytes | str"
Kind: TypeAlias = Literal["auto", "html", "text"]

#: What workers send of a document: what costs next to nothing, and what nearly all ask for.
_ALWAYS: Final = ("status", "detail", "encoding", "score", "threshold", "timings")
_AT_FIRST: Final = frozenset({"text", "metadata", "chars"})
#: What they send as well, once an earlier document has been asked for it.
_ON_REQUEST: Final = frozenset(
    name
    for name, member in vars(Document).items()
    if isinstance(member, cached_property) and not name.startswith("_")
)
#: What stays with the worker: the page in pieces, of which all else is made.
_PIECES: Final = frozenset({"_page", "_root", "_decision", "_measured", "_watch"})


@overload
def clean_many(
    sources: Iterable[Page],
    jobs: int | None = None,
    timeout: float | None = None,
    kind: Kind = "auto",
    options: Options | None = None,
) -> Iterator[Document]: ...
@overload
def clean_many(
    sources: Iterable[tuple[Id, Page] | tuple[Id, Page, str | None]],
    jobs: int | None = None,
    timeout: float | None = None,
    kind: Kind = "auto",
    options: Options | None = None,
) -> Iterator[tuple[Id, Document]]: ...
def clean_many(
    sources: Iterable[Any],
    jobs: int | None = None,
    timeout: float | None = None,
    kind: Kind = "auto",
    options: Options | None = None,
) -> Iterator[Any]:
    """Take many pages apart, over several processes; results come in order, one at a time.

    sources: any iterable, endless ones too, of pages (bytes or str), which give a `Document`
        each, or of ``(id, page)`` or ``(id, page, url)``, which give ``(id, document)``; an id
        may be anything. Of it, at most 32 pages for each process are read ahead.
    jobs: how many processes; None: one for each core. With 1 and no timeout it is this process.
    timeout: seconds of wall time for a page. A longer one is ended, whatever it is doing, and
        has the status ``timeout``; None: no limit.
    kind, options: as for `clean`.

    Never raises for any content. A page that kills its process has the status ``crashed``, and
    no other page is harmed; ``detail`` says what happened. Raises TypeError or ValueError, at
    once, for wrong arguments. An item that is no page, or an exception of the iterable, is
    raised when the results of all pages before it have been given out. Raises
    RuntimeError where processes cannot be started.

    Text, metadata and counts are made by the processes, and whatever else earlier documents
    were asked for (Markdown, say); what they have not made is made here when it is asked for.

    The processes are plain interpreters of ``sys.executable`` that import declutter and nothing
    of the caller's: no ``if __name__ == "__main__"`` is needed. They end with the loop over the
    results, however that ends, and with this process.
    """
    if isinstance(sources, (bytes, str)) or not isinstance(sources, Iterable):
        raise TypeError(f"sources must be an iterable of pages, not {type(sources).__name__}")
    jobs, limit = _jobs(jobs), _limit(timeout)
    clean("<p>", None, kind, options)  # raises what is wrong with these
    work = _Work(kind, options or Options())
    if jobs == 1 and not limit:
        return _here(_Sources(sources), work)
    return _elsewhere(_Sources(sources), work, jobs, limit)


class _Task(NamedTuple):
    """What a worker is sent: a page, its address, and which results to send back."""

    page: Page
    url: str | None
    names: frozenset[str]


@dataclass(frozen=True)
class _Work:
    """What a worker does with a task; picklable."""

    kind: Kind
    options: Options

    def clean(self, task: _Task) -> Document:
        return clean(task.page, task.url, self.kind, self.options)

    def __call__(self, task: _Task) -> dict[str, Any]:
        document = self.clean(task)
        return {name: getattr(document, name) for name in (*_ALWAYS, *task.names)}

    def failed(self, task: _Task, status: Status, detail: str) -> Document:
        return Document(
            status=status, detail=detail, encoding="", address=task.url, options=self.options
        )


class _Fetched(Document):
    """A document that a worker made.

    What it did not send is made here when it is asked for, of the same page in the same way.
    """

    def __init__(self, work: _Work, task: _Task, state: Mapping[str, Any]) -> None:
        self.__dict__.update(state, _options=work.options, _address=task.url)
        self._again = work, task

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there."""
        if name not in _PIECES:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        work, task = self._again
        document = work.clean(task)
        for piece in _PIECES:
            setattr(self, piece, getattr(document, piece))
        return getattr(document, name)

    def __getstate__(self) -> dict[str, Any]:
        state = super().__getstate__()
        state.pop("_again", None)
        return state


class _Sources:
    """Makes tasks of the items of an iterable, and keeps what each is known by.

    What goes wrong in the iterable is kept for the end, so that it costs no page before it.
    """

    def __init__(self, sources: Iterable[Any]) -> None:
        self._sources = sources
        self._begun: deque[Any] = deque()
        self._error: Exception | None = None
        #: What workers are to send of the documents from now on.
        self.names = _AT_FIRST

    def __iter__(self) -> Iterator[_Task]:
        try:
            for number, item in enumerate(self._sources):
                page, url = _parts(item, number)
                self._begun.append(item)
                yield _Task(page, url, self.names)
        except Exception as error:
            self._error = error

    def answer(self, document: Document) -> Any:
        """What is given out for the oldest task that has had no answer."""
        item = self._begun.popleft()
        return (item[0], document) if isinstance(item, tuple) else document

    def end(self) -> None:
        """Raise what the iterable raised."""
        if self._error is not None:
            raise self._error


def _here(sources: _Sources, work: _Work) -> Iterator[Any]:
    for task in sources:
        try:
            document = work.clean(task)
        except Exception as error:  # costs this page, as it would in a worker
            document = work.failed(task, Status.CRASHED, f"{type(error).__name__}: {error}")
        yield sources.answer(document)
    sources.end()


def _elsewhere(sources: _Sources, work: _Work, jobs: int, limit: float) -> Iterator[Any]:
    from declutter.pool.failure import Failure  # one page alone needs nothing of it
    from declutter.pool.pool import Pool

    with Pool(work, jobs, limit) as pool:
        for task, reply in pool.run(sources):
            if isinstance(reply, Failure):
                document = work.failed(task, reply.status, reply.detail)
            else:
                document = _Fetched(work, task, reply)
            yield sources.answer(document)
            sources.names |= _ON_REQUEST & vars(document).keys()
    sources.end()


def _jobs(jobs: int | None) -> int:
    if jobs is None:
        from declutter.pool.pool import cores

        return cores()
    if not isinstance(jobs, int) or isinstance(jobs, bool):
        raise TypeError(f"jobs must be an int or None, not {type(jobs).__name__}")
    if jobs < 1:
        raise ValueError(f"jobs must be at least 1, not {jobs}")
    return jobs


def _limit(timeout: float | None) -> float:
    """Seconds, 0 for no limit."""
    if timeout is None:
        return 0.0
    if not isinstance(timeout, (int, float)) or isinstance(timeout, bool):
        raise TypeError(f"timeout must be seconds or None, not {type(timeout).__name__}")
    if not (math.isfinite(timeout) and timeout > 0):
        raise ValueError(f"timeout must be a number of seconds above 0, not {timeout!r}")
    return timeout


def _parts(item: object, number: int) -> tuple[Page, str | None]:
    """The page of an item and its address; raises TypeError for what is no item."""
    if isinstance(item, (bytes, str)):
        return item, None
    if isinstance(item, tuple) and len(item) in (2, 3):
        page, url = item[1], item[2] if len(item) == 3 else None
        if isinstance(page, (bytes, str)) and isinstance(url, (str, type(None))):
            return page, url
    shown = (
        f"({', '.join(type(part).__name__ for part in item)})" if isinstance(item, tuple) else ""
    )
    raise TypeError(
        f"source {number} (from 0) must be bytes, str, (id, page) or (id, page, url), "
        f"not {shown or type(item).__name__}"
    )
