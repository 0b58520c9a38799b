import { Button, FileButton, Group, Modal } from '@mantine/core';
import { IconPhotoUp } from '@tabler/icons-react';
import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useMessages } from '../../web/language/catalogue.ts';
import { pictureMessages } from '../../web/language/picture.ts';
import { usePhone } from '../../web/ui/phone.ts';
import { type Crop, firstCrop, sideOf } from './crop.ts';
import { cutSquare, openPicture, UnreadablePicture } from './open-picture.ui.tsx';
import { PictureCrop } from './picture-crop.ui.tsx';
import classes from './picture-dialog.module.css';
import { useCamera } from './use-camera.ui.tsx';
import { useUpload } from './use-upload.ui.tsx';

export interface PictureDialogProps {
  readonly opened: boolean;
  /** What the picture is called. */
  readonly title: string;
  /** Whether it is cut square; a picture that is not is sent as it is. */
  readonly square: boolean;
  /** Whether there is a picture to take away. */
  readonly filled: boolean;
  /** Takes the id of the stored file, null to have none. */
  readonly onPick: (id: string | null) => void;
  readonly onClose: () => void;
}

const accepted = 'image/png,image/jpeg,image/webp,image/gif,image/avif,image/heic,image/heif';

/** A photo in the window: the picture, and what is kept of it. */
interface Opened {
  readonly picture: ImageBitmap;
  readonly crop: Crop;
}

/** Chooses, drops or pastes a photo and cuts it square before it is sent (F17). */
export function PictureDialog(props: PictureDialogProps) {
  const words = useMessages(pictureMessages);
  const phone = usePhone();
  const { opened, title, onClose } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      fullScreen={phone}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {opened ? <Window {...props} /> : null}
    </Modal>
  );
}

function Window({ square, filled, onPick, onClose }: PictureDialogProps) {
  const words = useMessages(pictureMessages);
  const camera = useCamera();
  const [photo, setPhoto] = useState<Opened | null>(null);
  const [opening, setOpening] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const upload = useUpload((file) => {
    onPick(file.id);
    onClose();
  });
  const send = useRef(upload.send);
  send.current = upload.send;
  const asked = useRef(0);
  const open = useCallback(
    async (file: File | null | undefined) => {
      if (!file) return;
      if (!square) {
        setProblem(null);
        await send.current(file);
        return;
      }
      const turn = ++asked.current;
      setOpening(true);
      setProblem(null);
      try {
        const picture = await openPicture(file);
        // Another was chosen while this one was being opened.
        if (turn === asked.current) setPhoto({ picture, crop: firstCrop(picture) });
      } catch (error) {
        if (turn !== asked.current) return;
        const heic = error instanceof UnreadablePicture && error.heic;
        setProblem(heic ? words.heic(file.name) : words.notPicture(file.name));
      } finally {
        if (turn === asked.current) setOpening(false);
      }
    },
    [words, square],
  );
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])][0];
      event.preventDefault();
      if (file) void open(file);
      else setProblem(words.nothingPasted);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [open, words]);
  const use = async () => {
    if (!photo) return;
    const { picture, crop } = photo;
    const side = sideOf(picture, crop);
    await upload.send(await cutSquare(picture, crop.x - side / 2, crop.y - side / 2, side));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void open(event.dataTransfer.files[0]);
  };
  const told = problem ?? upload.problem;
  const choose = photo ? words.another : words.choose;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped here is chosen by the button as well
    <div className={classes.window} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      {photo ? (
        <PictureCrop {...photo} onChange={(crop) => setPhoto({ ...photo, crop })} />
      ) : (
        <div className={classes.place} aria-busy={opening || upload.sending}>
          <IconPhotoUp size={36} stroke={1.3} aria-hidden />
          <span>{opening ? words.opening : words.drop}</span>
        </div>
      )}
      {told ? (
        <p className={classes.problem} role="alert">
          {told}
        </p>
      ) : null}
      <Group gap="xs">
        {camera ? (
          <FileButton onChange={(file) => void open(file)} accept="image/*" capture="environment">
            {(button) => (
              <Button {...button} variant="default">
                {words.take}
              </Button>
            )}
          </FileButton>
        ) : null}
        <FileButton onChange={(file) => void open(file)} accept={accepted}>
          {(button) => (
            <Button {...button} variant="default" {...(photo ? {} : { 'data-autofocus': true })}>
              {choose}
            </Button>
          )}
        </FileButton>
        {filled && !photo ? (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              onPick(null);
              onClose();
            }}
          >
            {words.remove}
          </Button>
        ) : null}
      </Group>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        {square ? (
          <Button disabled={!photo} loading={upload.sending} onClick={() => void use()}>
            {words.use}
          </Button>
        ) : null}
      </Group>
    </div>
  );
}
