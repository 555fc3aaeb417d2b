"""Files and durability: the disk, without Qt."""
