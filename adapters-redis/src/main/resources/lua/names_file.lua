-- Whether a reader, the customer or a kefu, may read a message of the conversation that names a file.
--
-- KEYS 1  hash        the conversation's standing
--      2  hash        the files that it names, each with the seqs of the messages that are still there, rising
--      3  hash        the kefu who serve or served the customer, and until which seq; nothing for those who serve
-- ARGV 1  string      the reader
--      2  string      the file
-- Returns integer     1 or 0

local seqs = redis.call('HGET', KEYS[2], ARGV[2])
if not seqs or seqs == '' then
  return 0
end
local sides = redis.call('HMGET', KEYS[1], 'c', 'a', 'b', 'sid', 'k')
-- While the customer waits, every kefu may read the conversation. The caller passes no other customer as the reader.
if (sides[4] or '') ~= '' and (sides[5] or '') == '' then
  return 1
end
if sides[1] == ARGV[1] or sides[2] == ARGV[1] or sides[3] == ARGV[1] then
  return 1
end
local seen_until = redis.call('HGET', KEYS[3], ARGV[1])
if not seen_until then
  return 0
end
local limit = tonumber(seen_until)
return (not limit or tonumber(string.match(seqs, '%d+')) <= limit) and 1 or 0
