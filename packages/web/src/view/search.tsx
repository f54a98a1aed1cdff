import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ask } from "../ask.js";
import type { Calls, SearchOption } from "../protocol.js";
import { go, narrow } from "../state.js";
import { GlyphIcon, KindIcon } from "./icon.js";
import { LongText, Star } from "./parts.js";

interface Found {
  readonly text: string;
  readonly options: readonly SearchOption[];
}

function OptionIcon({ icon }: { readonly icon: SearchOption["icon"] }) {
  if (icon === "question") return <GlyphIcon glyph="question" />;
  if (icon === "finding") return <GlyphIcon glyph="shield" />;
  return <KindIcon kind={icon} />;
}

function placeholder(large: boolean): string {
  if (!large) return "Ask or search";
  return narrow.value ? "Who can become …" : "Who can become …   What can … become   Path from … to …";
}

/** The question box: a combobox that answers as one types. `/` and Ctrl or Cmd with K lead to it. */
export function SearchBox({ large = false }: { readonly large?: boolean }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLElement>(null);
  const latest = useRef<Calls["search"]["ask"]>({ text: "" });
  // The text for which Enter came before its answer: its first option is taken as soon as it is there.
  const hurried = useRef<string | null>(null);
  const [text, setText] = useState("");
  const [found, setFound] = useState<Found>({ text: "", options: [] });
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);

  const asking = useRef(false);

  // One question at a time: of what is typed while it is answered only the last is asked.
  const askLatest = async (): Promise<void> => {
    if (asking.current) return;
    asking.current = true;
    for (let asked: Calls["search"]["ask"] | null = null; asked !== latest.current; ) {
      asked = latest.current;
      const options = await ask("search", asked).catch(() => []);
      if (latest.current !== asked) continue;
      setFound({ text: asked.text, options });
      // Among more answers to the same words one stays where one is.
      if (asked.most === undefined) setActive(0);
      if (hurried.current === asked.text) choose(options[0]);
    }
    asking.current = false;
  };
  const look = (next: string, most?: number): void => {
    latest.current = most === undefined ? { text: next } : { text: next, most };
    hurried.current = null;
    setText(next);
    setOpen(true);
    void askLatest();
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing =
        event.target instanceof HTMLElement &&
        (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName));
      const palette = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!palette && (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    const onPointer = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    window.addEventListener("keydown", onKey);
    window.addEventListener("pointerdown", onPointer);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("pointerdown", onPointer);
    };
  }, []);

  const choose = (option: SearchOption | undefined): void => {
    hurried.current = null;
    if (option === undefined) return;
    if (option.action.kind === "fill") {
      look(option.action.text);
      input.current?.focus();
      return;
    }
    if (option.action.kind === "more") {
      look(text, option.action.most);
      return;
    }
    latest.current = { text: "" };
    setText("");
    setOpen(false);
    input.current?.blur();
    go(option.action.route);
  };
  const move = (step: number): void => {
    if (found.options.length > 0) setActive((active + step + found.options.length) % found.options.length);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    switch (event.key) {
      case "ArrowDown":
        event.preventDefault();
        if (open) move(1);
        else look(text);
        break;
      case "ArrowUp":
        event.preventDefault();
        move(-1);
        break;
      case "Enter":
        // Only what answers the words that stand there, drawn or not yet: never a choice made for an earlier text.
        if (!open) break;
        event.preventDefault();
        if (found.text === latest.current.text) choose(found.options[active]);
        else {
          look(latest.current.text);
          hurried.current = latest.current.text;
        }
        break;
      case "Escape":
        hurried.current = null;
        if (open) event.stopPropagation();
        setOpen(false);
        break;
    }
  };

  const listId = `${id}-list`;
  const expanded = open && (found.options.length > 0 || text.trim() !== "");
  return (
    <search
      class={large ? "search large" : "search"}
      ref={box}
      onFocusOut={(event) => {
        if (event.relatedTarget instanceof Node && box.current?.contains(event.relatedTarget)) return;
        hurried.current = null;
        setOpen(false);
      }}
    >
      <GlyphIcon glyph="search" />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Ask: who can become a role, what can a principal become, path from one to another; or search by name, ARN, account, tag"
        aria-expanded={expanded}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={expanded && found.options.length > 0 ? `${id}-${active}` : undefined}
        placeholder={placeholder(large)}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => look(event.currentTarget.value)}
        onFocus={() => look(text)}
        onKeyDown={onKeyDown}
      />
      {!large && (
        <span class="key" aria-hidden="true">
          /
        </span>
      )}
      {/* Browsers lead Tab to what can be scrolled; the arrow keys scroll this. */}
      <div class="options" id={listId} role="listbox" aria-label="Answers" tabIndex={-1} hidden={!expanded}>
        {found.options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the focus and handles the keys for all options
          <div
            key={option.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            class="option"
            onPointerMove={() => setActive(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            <OptionIcon icon={option.icon} />
            <span class="option-words">
              <span class="option-title">
                {option.lead !== "" && <span class="option-lead">{option.lead} </span>}
                {option.admin && <Star />}
                <LongText text={option.title} max={70} />
              </span>
              <LongText class="option-detail" text={option.detail} max={90} />
            </span>
          </div>
        ))}
        {expanded && found.options.length === 0 && found.text === text && (
          <p class="no-option">
            Nothing has all of these words. Try a part of a name, an account, a tag or an ARN.
          </p>
        )}
      </div>
      <output class="visually-hidden">{expanded ? `${found.options.length} answers` : ""}</output>
    </search>
  );
}
