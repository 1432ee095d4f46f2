import { t } from '../i18n/ja';
import { drawable } from '../text/variation';
import css from './Small.module.css';

/**
 * A person's own text on the screen. Variation selectors are left out, as one window engine draws each as a box,
 * and a small mark says that it was done; what is stored and printed keeps them.
 */
export function Shown({ children }: { children: string }) {
  const { text, stripped } = drawable(children);
  if (!stripped) return <>{text}</>;
  return (
    <span>
      {text}
      <span className={css.variation} title={t.variation.explain}>
        <span aria-hidden="true">{t.variation.mark}</span>
        <span className="visually-hidden">{t.variation.explain}</span>
      </span>
    </span>
  );
}
