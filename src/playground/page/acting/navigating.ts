import type { EnlargedPicture, PanelTab, Screen, Theme } from '../state/screen.js';
import type { Store } from '../state/store.js';
import { messageOf } from '../state/world.js';
import { rememberTheme } from './remembered.js';

/** Changes what is on screen: channels, drawers, menus, pictures, theme. */
export class Navigating {
  constructor(private readonly store: Store) {}

  /** Opens a channel and marks its messages as read. */
  openChannel(channelId: string): void {
    const { [channelId]: _read, ...unread } = this.store.state.screen.unread;
    this.store.show({ channelId, unread, drawer: 'none', replyTo: null, menu: null, notice: null });
  }

  /** Scrolls to a message and highlights it, if it is known. */
  jumpTo(messageId: string): void {
    const { world, screen } = this.store.state;
    const found = world && messageOf(world, messageId);
    if (!found) {
      this.store.show({ notice: 'That message is not there any more.' });
      return;
    }
    if (found.message.channel_id !== screen.channelId) this.openChannel(found.message.channel_id);
    this.store.show({ highlighted: { messageId } });
  }

  /** Opens a message's menu at a point of the window. */
  openMenu(messageId: string, x: number, y: number): void {
    this.store.show({ menu: { messageId, x, y } });
  }

  closeMenu(): void {
    if (this.store.state.screen.menu) this.store.show({ menu: null });
  }

  replyTo(messageId: string | null): void {
    this.store.show({ replyTo: messageId, menu: null });
  }

  enlarge(picture: EnlargedPicture | null): void {
    this.store.show({ enlarged: picture });
  }

  closeModal(): void {
    this.store.show({ modal: null });
  }

  notice(notice: string | null): void {
    this.store.show({ notice });
  }

  drawer(drawer: Screen['drawer']): void {
    this.store.show({ drawer });
  }

  /** Opens or closes the panel; on a narrow window it is a drawer. */
  togglePanel(isNarrow: boolean): void {
    const { drawer, isPanelOpen } = this.store.state.screen;
    this.store.show(
      isNarrow
        ? { drawer: drawer === 'panel' ? 'none' : 'panel', isPanelOpen: true }
        : { isPanelOpen: !isPanelOpen },
    );
  }

  panelTab(panelTab: PanelTab): void {
    this.store.show({ panelTab });
  }

  /** Shows the log lines that contain this text or interaction id. */
  filterLog(logFilter: string): void {
    this.store.show({ logFilter });
  }

  /** Shows the log lines about an interaction. */
  showLogOf(interactionId: string, isNarrow: boolean): void {
    this.store.show({
      panelTab: 'log',
      isPanelOpen: true,
      logFilter: interactionId,
      ...(isNarrow ? { drawer: 'panel' } : {}),
    });
  }

  theme(theme: Theme): void {
    rememberTheme(theme);
    this.store.show({ theme });
  }
}
