import { Component, type ReactNode } from 'react';
import { Banner } from '../design/Banner';
import { Button } from '../design/Button';
import { t } from '../i18n/ja';

interface Props {
  children: ReactNode;
}

interface State {
  fallen: boolean;
}

/** Keeps the frame standing when a room cannot be drawn, and offers to draw it again. */
export class RoomBoundary extends Component<Props, State> {
  override state: State = { fallen: false };

  static getDerivedStateFromError(): State {
    return { fallen: true };
  }

  override render() {
    if (!this.state.fallen) return this.props.children;
    const again = <Button onPress={() => this.setState({ fallen: false })}>{t.frame.fallen.again}</Button>;
    return (
      <Banner kind="error" title={t.frame.fallen.title} actions={again}>
        <p>{t.frame.fallen.body}</p>
      </Banner>
    );
  }
}
