// The dialog that is open, if any.
import { html } from '../../ui/html.js';
import { useStore } from '../../ui/store.js';
import { BlockDialog } from './BlockDialog.js';
import { LogoutDialog } from './LogoutDialog.js';
import { Palette } from './Palette.js';
import { ShortcutsDialog } from './ShortcutsDialog.js';
import { TransferDialog } from './TransferDialog.js';

const DIALOGS = {
  block: BlockDialog,
  logout: LogoutDialog,
  palette: Palette,
  shortcuts: ShortcutsDialog,
  transfer: TransferDialog,
};

export function Dialogs({ app, route }) {
  const dialog = useStore(app.store, (state) => state.dialog);
  if (!dialog) return null;
  const { name, ...props } = dialog;
  return html`<${DIALOGS[name]} key=${name} app=${app} route=${route} onClose=${app.closeDialog} ...${props} />`;
}
