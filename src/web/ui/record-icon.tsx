import {
  IconBell,
  IconBriefcase,
  IconBuilding,
  IconCalendar,
  IconChecklist,
  IconCommand,
  IconFile,
  IconFileImport,
  IconFileInvoice,
  IconFolder,
  IconHistory,
  IconHome,
  IconIdBadge2,
  IconLink,
  IconMapPin,
  IconMessage,
  IconPackage,
  IconPaperclip,
  IconPlus,
  IconSearch,
  IconSettings,
  IconShield,
  IconTable,
  IconTarget,
  IconUser,
  IconUserCircle,
  IconUsersGroup,
  IconWorld,
} from '@tabler/icons-react';
import type { Icon } from '../slots.ts';

/** The icons that declarations may name: a list of its own, since naming all five thousand would load them all. */
const icons: Readonly<Record<string, Icon>> = {
  bell: IconBell,
  briefcase: IconBriefcase,
  building: IconBuilding,
  calendar: IconCalendar,
  checklist: IconChecklist,
  command: IconCommand,
  'file-import': IconFileImport,
  'file-invoice': IconFileInvoice,
  folder: IconFolder,
  history: IconHistory,
  home: IconHome,
  'id-badge-2': IconIdBadge2,
  link: IconLink,
  'map-pin': IconMapPin,
  message: IconMessage,
  package: IconPackage,
  paperclip: IconPaperclip,
  plus: IconPlus,
  search: IconSearch,
  settings: IconSettings,
  shield: IconShield,
  table: IconTable,
  target: IconTarget,
  user: IconUser,
  'user-circle': IconUserCircle,
  'users-group': IconUsersGroup,
  world: IconWorld,
};

interface RecordIconProps {
  /** The name in a declaration's `icon`; one that is not known shows a sheet of paper. */
  readonly name: string;
  readonly size?: number;
  readonly className?: string;
}

/** The icon of a record type or of a place, by the name its declaration gives. */
export function RecordIcon({ name, size = 18, className }: RecordIconProps) {
  const Drawn = icons[name] ?? IconFile;
  return <Drawn size={size} stroke={1.6} aria-hidden {...(className ? { className } : {})} />;
}
