"""Coverage-guided fuzzing of the whole engine: ``make fuzz``, or with libFuzzer's own options.

    PYTHONPATH=.:tests python tests/fuzz/fuzz_clean.py -max_total_time=600 FOLDER tests/fuzz/corpus

An input is one page; `fuzz_calls` says how it is handed over, and what must hold. Whatever breaks
that, or takes longer or more memory than the options allow, ends the run and leaves the input in
a file ``crash-…``, ``timeout-…`` or ``oom-…``. README.md has the rest.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["declutter"]):
    from fuzz_calls import one_input

if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
