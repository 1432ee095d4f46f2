import type { ReactNode } from 'react';
import { Dialog as Aria, Heading, Modal, ModalOverlay } from 'react-aria-components';
import css from './Dialog.module.css';

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  /** The buttons at the foot; the safe one first. */
  actions: ReactNode;
  /** Holds something typed: Esc and a press outside then do nothing, only its buttons close it. */
  keeps?: boolean;
  size?: 'wide';
  role?: 'dialog' | 'alertdialog';
}

/** A small window over the page that keeps the focus inside and gives it back. Esc never discards what was typed. */
export function Dialog({ title, open, onClose, children, actions, keeps = false, size, role }: Props) {
  return (
    <ModalOverlay
      className={css.veil}
      isOpen={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      isDismissable={false}
      isKeyboardDismissDisabled={keeps}
    >
      <Modal className={css.box} data-size={size}>
        <Aria className={css.dialog} role={role}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
          <div className={css.actions}>{actions}</div>
        </Aria>
      </Modal>
    </ModalOverlay>
  );
}
