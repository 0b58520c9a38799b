ALTER TABLE "contact" ADD COLUMN card_image uuid;
