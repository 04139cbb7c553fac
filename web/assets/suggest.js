// Whom or what may be meant while somebody types? Names of actors and places come up; arrow keys choose.

/** Offers names below the search field. @param {Document} page */
export function suggest(page) {
  const field = page.querySelector("[data-suggest]");
  if (field instanceof HTMLInputElement) new Suggestions(page, field);
}

class Suggestions {
  chosen = -1;
  asked = 0;

  /** @param {Document} page @param {HTMLInputElement} field */
  constructor(page, field) {
    this.field = field;
    this.list = page.createElement("ul");
    this.list.className = "suggestions";
    this.list.id = "suggestions";
    this.list.role = "listbox";
    this.list.ariaLabel = "Names";
    this.list.hidden = true;
    field.after(this.list);
    field.role = "combobox";
    field.setAttribute("aria-controls", "suggestions");
    field.setAttribute("aria-autocomplete", "list");
    field.ariaExpanded = "false";
    field.addEventListener("input", () => this.ask());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  async ask() {
    const turn = ++this.asked;
    const typed = this.field.value.trim();
    if (typed.length < 2) return this.close();
    const answer = await fetch(`/suggest.json?q=${encodeURIComponent(typed)}`);
    if (!answer.ok || turn !== this.asked) return;
    const { names } = await answer.json();
    this.show(names);
  }

  /** @param {{noun: string, id: string, name: string, events: number}[]} names */
  show(names) {
    this.chosen = -1;
    this.list.replaceChildren(
      ...names.map((found, n) => {
        const item = document.createElement("li");
        item.role = "option";
        item.id = `suggestion-${n}`;
        item.dataset.address = `/?${new URLSearchParams({ [found.noun]: found.id })}`;
        const [name, note] = [document.createElement("bdi"), document.createElement("span")];
        name.textContent = found.name;
        note.className = "aside";
        note.textContent = `${found.noun}, ${found.events} ${found.events === 1 ? "event" : "events"}`;
        item.append(name, note);
        item.addEventListener("pointerdown", () => location.assign(item.dataset.address ?? "/"));
        return item;
      }),
    );
    this.list.hidden = names.length === 0;
    this.field.ariaExpanded = String(names.length > 0);
  }

  close() {
    this.list.hidden = true;
    this.field.ariaExpanded = "false";
    this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const items = [...this.list.children];
    if (event.key === "Escape") return this.close();
    if (event.key === "Enter" && this.chosen >= 0 && !this.list.hidden) {
      event.preventDefault();
      const item = items[this.chosen];
      return location.assign((item instanceof HTMLElement && item.dataset.address) || "/");
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    this.chosen = (this.chosen + (event.key === "ArrowDown" ? 1 : items.length - 1) + (this.chosen < 0 && event.key === "ArrowUp" ? 1 : 0)) % (items.length || 1);
    items.forEach((item, n) => (item.ariaSelected = String(n === this.chosen)));
    this.field.setAttribute("aria-activedescendant", `suggestion-${this.chosen}`);
  }
}
