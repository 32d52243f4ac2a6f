"""A sweep of small tables, played as a resumed one is, and what it leaves in its folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from standoff.store.parts import Parts

N_PARTS = 6


def table(number: int, n_rows: int = 200) -> pa.Table:
    """Make the table of a part: always the same for a number."""
    rng = np.random.default_rng(number)
    fields = [pa.field("point", pa.int64(), metadata={"unit": "number"}), pa.field("share", pa.float64())]
    columns = [pa.array(np.full(n_rows, number)), pa.array(rng.random(n_rows))]
    return pa.Table.from_arrays(columns, schema=pa.schema(fields))


def everything(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def sweep(folder: Path, n_parts: int = N_PARTS) -> list[int]:
    """Play what is not whole, as a resumed sweep does; give what was played."""
    parts = Parts(folder)
    parts.recover()
    parts.discard(parts.damaged())
    done = parts.done()
    missing = [number for number in range(n_parts) if number not in done]
    for number in missing:
        parts.write(number, table(number))
    parts.seal()
    return missing


def part(folder: Path, number: int) -> Path:
    """Give the file of a part."""
    return folder / "parts" / f"{number:05d}.parquet"
