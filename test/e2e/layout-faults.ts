import type { Page } from "playwright-core";

/**
 * What is wrong with how the page lies there, a sentence each: it scrolls sideways, a text is cut off and no tooltip says
 * the whole of it, two texts lie on each other, a text sticks out of its box.
 *
 * Pictures (`role=img`) are not looked into, nor is what stands in the page for screen readers alone.
 */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  // All of it runs in the page, so it can use nothing from outside.
  return page.evaluate(() => {
    interface Box {
      left: number;
      top: number;
      right: number;
      bottom: number;
    }
    interface Line extends Box {
      readonly text: string;
      readonly layer: Element;
    }
    const slack = 1.5;
    const faults: string[] = [];
    const styles = new Map<Element, CSSStyleDeclaration>();
    const styleOf = (element: Element): CSSStyleDeclaration => {
      const known = styles.get(element) ?? getComputedStyle(element);
      styles.set(element, known);
      return known;
    };
    const boxes = new Map<Element, Box>();
    /** Without its borders: what overflows is cut there. */
    const boxOf = (element: Element): Box => {
      const known = boxes.get(element);
      if (known !== undefined) return known;
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const style = styleOf(element);
      const box = {
        left: left + Number.parseFloat(style.borderLeftWidth),
        top: top + Number.parseFloat(style.borderTopWidth),
        right: right - Number.parseFloat(style.borderRightWidth),
        bottom: bottom - Number.parseFloat(style.borderBottomWidth),
      };
      boxes.set(element, box);
      return box;
    };
    const placed = (element: Element) => /absolute|fixed|sticky/.test(styleOf(element).position);
    const boxed = (element: Element): boolean => {
      const { backgroundColor, borderLeftWidth, borderLeftStyle } = styleOf(element);
      const drawn = borderLeftStyle !== "none" && Number.parseFloat(borderLeftWidth) > 0;
      return drawn || !/^(?:transparent|rgba\(.*, 0\))$/.test(backgroundColor);
    };
    const explained = (element: Element) =>
      (element.getAttribute("title") ?? element.getAttribute("aria-describedby") ?? "") !== "";
    const within = (inner: Box, outer: Box) =>
      inner.left >= outer.left - slack &&
      inner.right <= outer.right + slack &&
      inner.top >= outer.top - slack &&
      inner.bottom <= outer.bottom + slack;

    const sideways = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (sideways > 0) faults.push(`the page is ${sideways} px wider than the window`);

    const lines: Line[] = [];
    const range = document.createRange();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const parent = node.parentElement;
      if (text === "" || parent === null) continue;
      if (parent.closest("script, style, option, datalist, .visually-hidden, .tip, [role=img], svg") !== null)
        continue;
      if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      range.selectNodeContents(node);
      for (const found of range.getClientRects()) {
        if (found.width < 1 || found.height < 1) continue;
        // The height of a line of text holds room that no letter uses.
        const room = found.height * 0.2;
        const line: Box = {
          left: found.left,
          right: found.right,
          top: found.top + room,
          bottom: found.bottom - room,
        };
        let layer: Element = document.body;
        let told = false;
        let escaped = false;
        let inBox = false;
        let seen = true;
        for (let at: Element | null = parent; at !== null && at !== document.body; at = at.parentElement) {
          const style = styleOf(at);
          if (explained(at)) told = true;
          // What is placed absolutely is cut by nothing between it and what it is placed in.
          if (!(escaped && style.position === "static")) {
            escaped = false;
            const box = boxOf(at);
            const block = style.display !== "inline" && style.display !== "contents";
            const cuts = block && /hidden|clip/.test(`${style.overflowX} ${style.overflowY}`);
            if (cuts && !within(line, box) && !told)
              faults.push(`cut off without a tooltip: "${text.slice(0, 80)}" in .${at.className}`);
            if (block && !inBox && boxed(at)) {
              inBox = true;
              if (!cuts && !/auto|scroll/.test(style.overflowX) && !within(line, box))
                faults.push(`sticks out of its box: "${text.slice(0, 80)}" in .${at.className}`);
            }
            if (block && /hidden|clip|auto|scroll/.test(`${style.overflowX} ${style.overflowY}`)) {
              line.left = Math.max(line.left, box.left);
              line.right = Math.min(line.right, box.right);
              line.top = Math.max(line.top, box.top);
              line.bottom = Math.min(line.bottom, box.bottom);
              if (line.right - line.left < 1 || line.bottom - line.top < 1) seen = false;
              // Scrolled away is not sticking out.
              inBox = true;
            }
          }
          if (/absolute|fixed/.test(style.position)) escaped = true;
          if (layer === document.body && placed(at)) layer = at;
        }
        if (seen) lines.push({ ...line, text, layer });
      }
    }
    lines.sort((a, b) => a.top - b.top);
    for (const [index, line] of lines.entries())
      for (let next = index + 1; next < lines.length && lines[next]!.top < line.bottom - slack; next++) {
        const other = lines[next]!;
        const wide = Math.min(line.right, other.right) - Math.max(line.left, other.left);
        if (wide > slack && other.layer === line.layer)
          faults.push(`"${line.text.slice(0, 60)}" and "${other.text.slice(0, 60)}" lie on each other`);
      }
    return [...new Set(faults)];
  });
}

/** What can be focused with the keyboard and looks no different when it is, by its name. */
export async function focusFaults(page: Page, within = "body"): Promise<readonly string[]> {
  // A browser shows the focus to those who use the keyboard.
  await page.keyboard.press("Tab");
  return page.evaluate((selector) => {
    const looks = (element: Element): string => {
      const texts: string[] = [];
      for (let at: Element | null = element, up = 0; at !== null && up < 2; at = at.parentElement, up++) {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(at);
        texts.push(outlineStyle === "none" ? "none" : `${outlineStyle} ${outlineWidth} ${outlineColor}`);
        texts.push(boxShadow, borderColor);
      }
      return texts.join("; ");
    };
    const faults: string[] = [];
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const all = document.querySelectorAll<HTMLElement>(
      `:is(${selector}) :is(a[href], button, input, select, summary, [tabindex="0"])`,
    );
    // A list of hundreds is made of one kind of row.
    for (const element of [...all].slice(0, 60)) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(":disabled")) continue;
      if (element.tabIndex < 0 || element.matches(".visually-hidden")) continue;
      // A focused question box opens its answers; it is looked at where that is wanted.
      if (element.getAttribute("role") === "combobox") continue;
      const unfocused = looks(element);
      element.focus({ preventScroll: true });
      if (document.activeElement === element && looks(element) === unfocused)
        faults.push(
          `focus is not seen on ${element.textContent?.trim().slice(0, 60) || element.outerHTML.slice(0, 120)}`,
        );
      element.blur();
    }
    return faults;
  }, within);
}
