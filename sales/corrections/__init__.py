"""คำขอแก้ไขข้อมูล (16): what a district asks of its province after the lock (DOMAIN h 2)."""
