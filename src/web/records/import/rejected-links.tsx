import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { apiAddress } from '../../api/client.ts';
import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { importMessages } from '../../language/import.ts';

/** The rows that were refused, as a file to mend and bring in again. */
export function RejectedLinks({ operation }: { readonly operation: Operation }) {
  const words = useMessages(importMessages);
  const { source } = operation;
  if (!source) return null;
  const address = (format: string) => apiAddress(`/imports/${source.id}/rejected`, { format });
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} stroke={1.8} />}>
          {words.rejected}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={address('xlsx')} download>
          {words.rejectedExcel}
        </Menu.Item>
        <Menu.Item component="a" href={address('csv')} download>
          {words.rejectedCsv}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
