"""Files in and out: lists that banks keep as CSV and XLSX, and what relmgr writes for others."""
