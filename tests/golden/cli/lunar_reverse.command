lunar --reverse 2025-6-1 --leap
