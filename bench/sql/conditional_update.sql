UPDATE inventory_stock SET available = available - 1, version = version + 1
    WHERE variant_id = :variant AND available >= 1;
