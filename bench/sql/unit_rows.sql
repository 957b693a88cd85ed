CREATE TABLE IF NOT EXISTS bench_unit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    variant_id bigint NOT NULL REFERENCES catalogue_variant DEFERRABLE INITIALLY DEFERRED,
    reservation_id bigint UNIQUE REFERENCES inventory_reservation DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX IF NOT EXISTS bench_unit_free ON bench_unit (variant_id, id) WHERE reservation_id IS NULL;
INSERT INTO bench_unit (variant_id) SELECT %(variant)s FROM generate_series(1, %(units)s);
ANALYZE bench_unit;
