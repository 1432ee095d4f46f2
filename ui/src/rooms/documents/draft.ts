import type { DateShown, FindingShown, LetterForm, LetterSaved, SectionProgress } from '../../api/bindings';
import { type ApiError, toApiError } from '../../api/error';

/** How long after a change the draft is saved, in milliseconds. */
export const AUTOSAVE = 3000;
/** How long after a failed attempt it is tried again, in milliseconds. */
export const RETRY = 15_000;

/** What a draft is opened with, whatever the kind of document. */
export interface OpenedDraft<F> {
  row: { id: string };
  version: number;
  form: F;
  findings: readonly FindingShown[];
  progress: readonly SectionProgress[];
}

/** Saves a draft. */
export type Send<F> = (save: { id: string; version: number; form: F }) => Promise<LetterSaved>;

/** A draft as the editor shows it. */
export interface DraftState<F = LetterForm> {
  form: F;
  /** The version that the form stands on. */
  base: number;
  /** Whether the form differs from what the core has. */
  dirty: boolean;
  saving: boolean;
  /** Why the last attempt to save failed. */
  error: ApiError | null;
  savedAt: DateShown | null;
  findings: readonly FindingShown[];
  progress: readonly SectionProgress[];
  /** The fields that the person has changed here. */
  touched: ReadonlySet<keyof F>;
  /** What somebody else made of the document meanwhile, while something unsaved stands here. */
  newest: OpenedDraft<F> | null;
}

/** What could not be saved when the person left, by document: opening it again goes on from here. */
const left = new Map<string, { form: unknown; base: number }>();

/**
 * Keeps one draft: saves it a few seconds after a change, one save at a time, and notices when somebody else
 * changed it. Nothing typed is given up without the person saying so.
 */
export class DraftKeeper<F extends object = LetterForm> {
  readonly id: string;
  private state: DraftState<F>;
  /** The form as the core has it, as JSON. */
  private saved: string;
  private running: Promise<boolean> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private live = false;
  private dropped = false;
  private readonly listeners = new Set<() => void>();
  private readonly send: Send<F>;

  constructor(opened: OpenedDraft<F>, send: Send<F>) {
    this.id = opened.row.id;
    this.send = send;
    this.saved = JSON.stringify(opened.form);
    const kept = left.get(this.id);
    const form = (kept?.form as F | undefined) ?? opened.form;
    this.state = {
      form,
      base: kept?.base ?? opened.version,
      dirty: JSON.stringify(form) !== this.saved,
      saving: false,
      error: null,
      savedAt: null,
      findings: opened.findings,
      progress: opened.progress,
      touched: new Set(),
      newest: null,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): DraftState<F> => this.state;

  private put(change: Partial<DraftState<F>>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  /** Changes fields. */
  readonly set = (change: Partial<F>): void => {
    const form = { ...this.state.form, ...change };
    const touched = new Set(this.state.touched);
    for (const field of Object.keys(change) as (keyof F)[]) touched.add(field);
    this.put({ form, touched, dirty: JSON.stringify(form) !== this.saved });
    this.arm();
  };

  /** Begins to save by itself. */
  start(): void {
    this.live = true;
    this.arm();
  }

  /** The editor is left: saves what is not saved; what cannot be saved waits for the document to be opened again. */
  async leave(discard: boolean): Promise<boolean> {
    this.live = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (discard || this.dropped) return true;
    if (!this.state.dirty) return true;
    const { form, base } = this.state;
    left.set(this.id, { form, base });
    const done = await this.flush();
    if (done) left.delete(this.id);
    return done;
  }

  /** The draft was thrown away or frozen: nothing is saved any more. */
  drop(): void {
    this.dropped = true;
    left.delete(this.id);
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Saves everything that is not saved yet. Whether it went well. */
  async flush(): Promise<boolean> {
    this.running ??= this.save().finally(() => {
      this.running = null;
      this.arm();
    });
    const done = await this.running;
    return done && this.state.dirty ? this.flush() : done;
  }

  /** Hears what the core has now. Replaces the form unless something typed here would be lost. */
  hear(opened: OpenedDraft<F>): void {
    if (this.state.saving || this.dropped) return;
    if (opened.version < this.state.base) return;
    if (opened.version > this.state.base) {
      if (this.state.dirty) this.put({ newest: opened });
      else this.take(opened);
      return;
    }
    this.put({ findings: opened.findings, progress: opened.progress });
  }

  /** Takes what the core has in place of the form. */
  take(opened: OpenedDraft<F>): void {
    this.saved = JSON.stringify(opened.form);
    left.delete(this.id);
    this.put({
      form: opened.form,
      base: opened.version,
      dirty: false,
      error: null,
      newest: null,
      findings: opened.findings,
      progress: opened.progress,
    });
  }

  /** Keeps the form and lets the next save go over what somebody else saved. */
  keep(opened: OpenedDraft<F>): Promise<boolean> {
    this.saved = JSON.stringify(opened.form);
    this.put({
      base: opened.version,
      newest: null,
      error: null,
      dirty: JSON.stringify(this.state.form) !== this.saved,
    });
    return this.flush();
  }

  /** Takes over what a refused attempt to finalize said. */
  refuse(findings: readonly FindingShown[]): void {
    this.put({ findings });
  }

  /** Whether only the person can decide how to go on. */
  private stuck(): boolean {
    return this.state.newest !== null || this.state.error?.code === 'Stale';
  }

  private arm(): void {
    if (!this.live || this.dropped || this.timer !== undefined) return;
    if (!this.state.dirty || this.state.saving || this.stuck()) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        if (!this.stuck()) void this.flush();
      },
      this.state.error === null ? AUTOSAVE : RETRY,
    );
  }

  private async save(): Promise<boolean> {
    const { form, base } = this.state;
    const text = JSON.stringify(form);
    clearTimeout(this.timer);
    this.timer = undefined;
    if (text === this.saved) return true;
    this.put({ saving: true });
    try {
      const answer = await this.send({ id: this.id, version: base, form });
      this.saved = text;
      left.delete(this.id);
      this.put({
        base: answer.version,
        saving: false,
        error: null,
        savedAt: answer.at,
        findings: answer.findings,
        progress: answer.progress,
        dirty: JSON.stringify(this.state.form) !== text,
      });
      return true;
    } catch (reason) {
      this.put({ saving: false, error: toApiError(reason) });
      return false;
    }
  }
}
