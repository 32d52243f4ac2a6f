"""``python -m tests.reference``: make the generated blocks of all pages anew."""

from __future__ import annotations

from tests.reference.pages import PAGES, made

if __name__ == "__main__":
    for page in PAGES:
        new = made(page)
        if new != page.read_text(encoding="utf-8"):
            page.write_text(new, encoding="utf-8")
            print(f"Written: {page}")
