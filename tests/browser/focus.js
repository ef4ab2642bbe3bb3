// What is wrong with what has the focus: nothing has it, it is not marked, it is out of sight or covered.
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "nothing has the focus";
  const words = (at.getAttribute("aria-label") || at.textContent).trim().slice(0, 20);
  const name = `${at.tagName} ${words}`;
  const { outlineStyle: style, outlineWidth: width } = getComputedStyle(at);
  if (style === "none" || width === "0px") return `${name}: the focus is not seen`;
  const uncovered = ([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there && (at.contains(there) || there.contains(at) && there !== document.body);
  };
  const points = ({ left, top, right, bottom }) => [
    [left + 2, top + 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2],
  ];
  const seen = [...at.getClientRects()].some((part) => points(part).some(uncovered));
  return seen ? "" : `${name}: out of sight or covered`;
}
