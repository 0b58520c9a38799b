import { Avatar, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconHelp, IconKey, IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { languages } from '../../lib/localized.ts';
import { apiAddress } from '../api/client.ts';
import { useMe } from '../api/queries.ts';
import { useHelpPage } from '../help/use-help-page.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { helpMessages } from '../language/help.ts';
import { languageNames } from '../language/names.ts';
import { shellMessages } from '../language/shell.ts';
import { MenuButton } from '../ui/deferred-floating.tsx';
import { showProblem } from '../ui/toast.tsx';
import { useChangeLanguage } from './change-language.ts';
import { askSignOut } from './session.ts';
import { showShellDialog } from './shell-dialog.ts';
import classes from './user-menu.module.css';

/** One's own menu: language, light or dark, shortcuts, sign out. */
export function UserMenu() {
  const words = useMessages(shellMessages);
  const { help } = useMessages(helpMessages);
  const helpPage = useHelpPage();
  const { user, company } = useMe();
  const language = useLanguage();
  const changeLanguage = useChangeLanguage();
  const router = useRouter();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const photo = user.photo ? apiAddress(`/files/${user.photo}`, { size: 64 }) : null;
  return (
    <MenuButton
      position="bottom-end"
      width={250}
      target={
        <UnstyledButton aria-label={words.userMenu(user.name)} className={classes.button}>
          <Avatar src={photo} name={user.name} size={30} color="ink" alt="" />
        </UnstyledButton>
      }
    >
      {(Menu) => (
        <>
          <div className={classes.who}>
            <strong>{user.name}</strong>
            <span>{user.email}</span>
            <span>{company.name}</span>
          </div>
          <Menu.Divider />
          <Menu.Label>{words.language}</Menu.Label>
          <Menu.RadioGroup value={language} onChange={(value) => changeLanguage(value)}>
            {languages.map((code) => (
              <Menu.RadioItem key={code} value={code} lang={code}>
                {languageNames[code]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Label>{words.theme}</Menu.Label>
          <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as typeof colorScheme)}>
            <Menu.RadioItem value="auto">{words.themeSystem}</Menu.RadioItem>
            <Menu.RadioItem value="light">{words.themeLight}</Menu.RadioItem>
            <Menu.RadioItem value="dark">{words.themeDark}</Menu.RadioItem>
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconUser size={16} stroke={1.6} />}
            onClick={() => void router.navigate({ to: '/settings/$', params: { _splat: 'account' } })}
          >
            {words.account}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconKey size={16} stroke={1.6} />}
            onClick={() => void router.navigate({ to: '/settings/$', params: { _splat: 'api-keys' } })}
          >
            {words.apiKeys}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHelp size={16} stroke={1.6} />}
            onClick={() => void router.navigate({ to: '/help/$page', params: { page: helpPage } })}
          >
            {help}
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.6} />} onClick={() => showShellDialog('shortcuts')}>
            {words.shortcuts}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={16} stroke={1.6} />}
            onClick={() => void askSignOut(router).catch(showProblem)}
          >
            {words.signOut}
          </Menu.Item>
        </>
      )}
    </MenuButton>
  );
}
