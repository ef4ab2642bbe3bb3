// The fields whose border has less than 3 times the contrast of what is around them (WCAG 1.4.11).
() => {
  const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const around = (element) => {
    for (let e = element.parentElement; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.9) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  // The large box of the search is told by its ground from the bar that it stands on.
  const fields = "main :is(input:not([type=checkbox], .hb-search-large > *), select, textarea)";
  for (const field of document.querySelectorAll(fields)) {
    if (!field.offsetParent) continue;
    const [a, b] = [light(parse(getComputedStyle(field).borderTopColor)), light(around(field))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 3) faint.push(`${field.tagName} ${field.name || field.placeholder} ${ratio.toFixed(2)}`);
  }
  return faint;
}
