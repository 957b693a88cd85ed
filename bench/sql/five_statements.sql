BEGIN;
SELECT available FROM inventory_stock WHERE variant_id = :variant FOR UPDATE;
UPDATE inventory_stock SET available = available - 1, version = version + 1
    WHERE variant_id = :variant AND available >= 1;
INSERT INTO inventory_reservation (variant_id, quantity, state, held_since, expires_at, claimant)
    VALUES (:variant, 1, 'held', now(), now() + interval '15 minutes', 'bench')
    RETURNING id AS reservation \gset
INSERT INTO cart_cart (token, placement_key, discount_code, version, created_at)
    VALUES (gen_random_uuid()::text, gen_random_uuid(), '', 0, now())
    RETURNING id AS cart \gset
INSERT INTO cart_cartline (cart_id, variant_id, quantity, reservation_id, added_at)
    VALUES (:cart, :variant, 1, :reservation, now());
COMMIT;
