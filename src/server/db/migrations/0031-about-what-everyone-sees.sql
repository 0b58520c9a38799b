-- What is said of a target is seen by whoever may see targets: its rows carry the key of everyone, as the engine writes
-- them from now on.
UPDATE comment SET readers = ARRAY['00000000-0000-0000-0000-000000000000'::uuid] WHERE about_type = 'target';
UPDATE document SET readers = ARRAY['00000000-0000-0000-0000-000000000000'::uuid] WHERE about_type = 'target';
UPDATE document_version SET readers = ARRAY['00000000-0000-0000-0000-000000000000'::uuid] WHERE about_type = 'target';
UPDATE follower SET readers = ARRAY['00000000-0000-0000-0000-000000000000'::uuid] WHERE about_type = 'target';
UPDATE notification SET readers = ARRAY['00000000-0000-0000-0000-000000000000'::uuid] WHERE about_type = 'target';
