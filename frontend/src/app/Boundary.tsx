import { Component, type ReactNode } from 'react';
import { Broken } from '@/shared/ui/Broken';

interface Props {
  /** Another page gets another chance. */
  page: string;
  children: ReactNode;
}

interface State {
  brokenPage: string | null;
}

/** A page that could not be drawn leaves the tabs and a way out. */
export class Boundary extends Component<Props, State> {
  override state: State = { brokenPage: null };

  override componentDidCatch(): void {
    this.setState({ brokenPage: this.props.page });
  }

  static getDerivedStateFromError(): Partial<State> {
    return { brokenPage: '*' };
  }

  override render(): ReactNode {
    const { brokenPage } = this.state;
    const broken = brokenPage === '*' || brokenPage === this.props.page;
    // Without a connection nothing would be left of the app after a reload.
    const retry = () => (navigator.onLine ? location.reload() : this.setState({ brokenPage: null }));
    return broken ? <Broken onRetry={retry} /> : this.props.children;
  }
}
