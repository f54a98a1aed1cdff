import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** Somebody who uses the page, with one device alone. */
export interface Hand {
  readonly device: "mouse" | "keyboard";
  /** Presses a link or a button. */
  press(target: Locator): Promise<void>;
  /** Ticks a box. */
  tick(target: Locator): Promise<void>;
  /** Asks a question in the box and takes the first answer. */
  ask(question: string): Promise<void>;
  /** Clicks, or keys pressed, so far. */
  readonly count: number;
}

/** Somebody with a mouse, who types only what is asked. */
export function mouse(page: Page): Hand {
  let count = 0;
  const press = async (target: Locator): Promise<void> => {
    count++;
    await target.click();
  };
  return {
    device: "mouse",
    press,
    tick: press,
    async ask(question) {
      await press(page.getByRole("combobox", { name: /^Ask/ }));
      await page.keyboard.type(question);
      count += question.length;
      await press(answerTo(page, question));
    },
    get count() {
      return count;
    },
  };
}

/** Somebody who has only a keyboard: what is pressed is reached with Tab, must show the focus and lie in sight. */
export function keyboard(page: Page): Hand {
  let count = 0;
  const key = async (name: string): Promise<void> => {
    count++;
    await page.keyboard.press(name);
  };
  const reach = async (target: Locator): Promise<void> => {
    await target.waitFor();
    const element = await target.elementHandle();
    const way = () =>
      page.evaluate((wanted) => {
        const now = document.activeElement ?? document.body;
        if (now === wanted) return "there";
        const behind = now.compareDocumentPosition(wanted!) & Node.DOCUMENT_POSITION_PRECEDING;
        return behind ? "Shift+Tab" : "Tab";
      }, element);
    for (let presses = 0, next = await way(); next !== "there"; presses++, next = await way()) {
      if (presses === tabPressesMax) throw new Error(`not reached with Tab: ${target}`);
      await key(next);
    }
    expect(await target.evaluate(seen), `focus of ${target}`).toBe("seen");
  };
  return {
    device: "keyboard",
    async press(target) {
      await reach(target);
      await key("Enter");
    },
    async tick(target) {
      await reach(target);
      await key("Space");
    },
    async ask(question) {
      await key("Control+k");
      await page.keyboard.type(question);
      count += question.length;
      await answerTo(page, question).waitFor();
      await key("Enter");
    },
    get count() {
      return count;
    },
  };
}

const tabPressesMax = 120;

function answerTo(page: Page, question: string): Locator {
  // The options of an earlier text stand there until those of this one come.
  const last = question.trim().split(/\s+/).at(-1) ?? "";
  return page
    .getByRole("option")
    .filter({ hasText: new RegExp(last.slice(0, 8), "i") })
    .first();
}

/** Whether the focus can be seen: a ring around it, inside the window, with nothing in front. Runs in the page. */
function seen(element: Element): string {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  if (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2) return "no ring";
  const box = element.getClientRects()[0];
  if (box === undefined) return "no place";
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
  if (x < 0 || y < 0 || x > window.innerWidth || y > window.innerHeight)
    return `outside the window at ${x}, ${y}`;
  const front = document.elementFromPoint(x, y);
  const itself = front !== null && (element.contains(front) || front.contains(element));
  return itself ? "seen" : `behind ${front?.outerHTML.slice(0, 80)}`;
}
