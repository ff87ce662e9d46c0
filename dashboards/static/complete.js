// Offers names while one is typed. Without it the field works all the same.
for (const field of document.querySelectorAll("input[data-complete]")) {
  const list = document.getElementById(field.getAttribute("list"));
  let asked = "";
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const typed = field.value.trim();
      if (typed.length < 2 || typed === asked) return;
      asked = typed;
      const query = new URLSearchParams({ name: typed, lang: document.documentElement.lang });
      const answer = await fetch(`${field.dataset.complete}?${query}`);
      if (!answer.ok || asked !== typed) return;
      list.replaceChildren(
        ...(await answer.json()).map(({ name, kind }) => {
          const option = document.createElement("option");
          option.value = name;
          option.label = kind;
          return option;
        }),
      );
    }, 150);
  });
}
