import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { t } from '../i18n/ja';
import { Button } from './Button';
import css from './Toast.module.css';

interface Notice {
  id: number;
  text: string;
  undo?: () => void;
}

/** Tells that something was done, and offers to take it back. */
export type Tell = (text: string, undo?: () => void) => void;

const ToastContext = createContext<Tell>(() => undefined);

/** How long a notice stays, in milliseconds; one that can be taken back stays until it is closed or replaced. */
const STAYS = 8000;
const AT_ONCE = 2;

/** `tell(text, undo?)`. */
export function useToast(): Tell {
  return useContext(ToastContext);
}

/** The bar at the foot of the window. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<Notice[]>([]);
  const counter = useRef(0);
  const close = useCallback((id: number): void => {
    setNotices((current) => current.filter((notice) => notice.id !== id));
  }, []);
  const tell = useCallback<Tell>(
    (text, undo) => {
      counter.current += 1;
      const id = counter.current;
      setNotices((current) => [...current, { id, text, undo }].slice(-AT_ONCE));
      if (undo === undefined) setTimeout(() => close(id), STAYS);
    },
    [close],
  );
  const region = useMemo(
    () => (
      <div className={css.region} role="status" aria-live="polite">
        {notices.map((notice) => (
          <div key={notice.id} className={css.toast}>
            <span>{notice.text}</span>
            {notice.undo !== undefined && (
              <Button
                onPress={() => {
                  notice.undo?.();
                  close(notice.id);
                }}
              >
                {t.undo}
              </Button>
            )}
            <Button onPress={() => close(notice.id)}>{t.close}</Button>
          </div>
        ))}
      </div>
    ),
    [notices, close],
  );
  return (
    <ToastContext value={tell}>
      {children}
      {region}
    </ToastContext>
  );
}
