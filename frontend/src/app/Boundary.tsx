import { useLingui } from '@lingui/react';
import { Component, type ReactNode } from 'react';
import { Screen } from '@/shared/ui/Screen';

function Broken() {
  const { i18n } = useLingui();
  return (
    <Screen label={i18n.t('broken.title')}>
      <div role="alert" className="card p-6 text-center">
        <h1 className="text-[22px]">{i18n.t('broken.title')}</h1>
        <p className="mt-2 text-muted">{i18n.t('broken.text')}</p>
        <button type="button" className="btn btn-quiet mt-4" onClick={() => location.reload()}>
          {i18n.t('broken.reload')}
        </button>
      </div>
    </Screen>
  );
}

interface Props {
  /** Another page gets another chance. */
  page: string;
  children: ReactNode;
}

interface State {
  brokenPage: string | null;
}

/** A page that could not be drawn, or not be fetched, leaves the tabs and a way out. */
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
    return broken ? <Broken /> : this.props.children;
  }
}
