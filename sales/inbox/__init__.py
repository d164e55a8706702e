"""กล่องข้อความ: what is told to an officer, in the portal and by mail."""
